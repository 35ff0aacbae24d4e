package dev.strobe.transforms.infer;

/** A model that cannot be asked for periods; the message says which, and what it would take. */
public final class UnsuitableModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnsuitableModelException(String message) {
    super(message);
  }
}
