package dev.strobe.server.status;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A request, or a step of a model's lifecycle, that failed: of which kind, and what to tell. */
public final class ServingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Code code;

  /** A failure that the message explains in full. */
  public ServingException(Code code, String message) {
    this(code, message, null);
  }

  /** A failure with the exception that led to it, for the log. */
  public ServingException(Code code, String message, @Nullable Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.code = requireNonNull(code, "code");
  }

  /** {@code failure} itself if it is one already, else an INTERNAL one that names it. */
  public static ServingException of(Throwable failure) {
    return failure instanceof ServingException known
        ? known
        : new ServingException(Code.INTERNAL, failure.toString(), failure);
  }

  public Code code() {
    return code;
  }

  /** Never null, and never shortened. */
  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
