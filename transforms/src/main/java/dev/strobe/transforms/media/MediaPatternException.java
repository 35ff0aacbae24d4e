package dev.strobe.transforms.media;

/** A pattern that matches no media file; the message names it and says why, in one line. */
public final class MediaPatternException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  MediaPatternException(String message) {
    super(message);
  }

  MediaPatternException(String message, Throwable cause) {
    super(message, cause);
  }
}
