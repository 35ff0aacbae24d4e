package dev.strobe.transforms.infer;

/** An answer that is not what the model's signature promises. */
final class UnexpectedAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnexpectedAnswerException(String message) {
    super(message);
  }
}
