package dev.strobe.server.rest.json;

/**
 * A value as error messages show it: indented by four, lists on one line, cut when it gets long.
 */
public final class JsonExcerpt {
  private static final int ENOUGH = 256;
  private static final String INDENT = "    ";

  private final JsonReader in;
  private final StringBuilder out = new StringBuilder();

  private JsonExcerpt(JsonReader in) {
    this.in = in;
  }

  /** The beginning of the value that {@code in} stands at; does not move. */
  public static String of(JsonReader in) {
    int start = in.position();
    var excerpt = new JsonExcerpt(in);
    excerpt.value(1);
    in.moveTo(start);
    return excerpt.out.toString();
  }

  private boolean full() {
    return out.length() >= ENOUGH;
  }

  private void value(int depth) {
    switch (in.kind()) {
      case OBJECT -> object(depth);
      case ARRAY -> array(depth);
      default -> {
        int start = in.position();
        in.skipValue();
        in.appendText(start, out, ENOUGH);
      }
    }
  }

  private void object(int depth) {
    out.append('{');
    boolean more = in.enterObject();
    boolean empty = !more;
    while (more && !full()) {
      out.append('\n').append(INDENT.repeat(depth)).append('"').append(in.key()).append("\": ");
      value(depth + 1);
      more = !full() && in.nextMember();
      out.append(more ? "," : "");
    }
    if (!full()) {
      out.append(empty ? "}" : "\n" + INDENT.repeat(depth - 1) + "}");
    }
  }

  private void array(int depth) {
    out.append('[');
    boolean more = in.enterArray();
    while (more && !full()) {
      value(depth + 1);
      more = !full() && in.nextElement();
      out.append(more ? ", " : "");
    }
    if (!full()) {
      out.append(']');
    }
  }
}
