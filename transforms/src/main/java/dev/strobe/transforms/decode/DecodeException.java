package dev.strobe.transforms.decode;

/**
 * A video that yields no frames, because of what is in it: trying again does not help. The message
 * is one line for people: which video, and what is wrong with it.
 */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1;

  private final String uri;

  /** Says what is wrong with a video. */
  public DecodeException(String uri, String wrong) {
    super(uri + ": " + wrong);
    this.uri = uri;
  }

  /** The video. */
  public String uri() {
    return uri;
  }
}
