package dev.strobe.server.rest.json;

/** The kinds of JSON values. */
public enum JsonKind {
  NULL("Null"),
  FALSE("False"),
  TRUE("True"),
  OBJECT("Object"),
  ARRAY("Array"),
  STRING("String"),
  NUMBER("Number");

  private final String text;

  JsonKind(String text) {
    this.text = text;
  }

  /** As error messages call it. */
  @Override
  public String toString() {
    return text;
  }
}
