package dev.strobe.transforms.table;

/** An output that can't be written to; the message names it and says why, in one line. */
public final class UnwritableOutputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnwritableOutputException(String output, Throwable cause) {
    super("the output '%s' can't be written to: %s".formatted(output, reason(cause)), cause);
  }

  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }
}
