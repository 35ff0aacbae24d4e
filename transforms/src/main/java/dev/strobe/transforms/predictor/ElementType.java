package dev.strobe.transforms.predictor;

/** The element types that the transforms send and receive, with the size of one element. */
public enum ElementType {
  UINT8(1),
  INT32(4),
  INT64(8),
  FLOAT(4),
  /** A sequence of bytes of any length. */
  STRING(0);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element; 0 for {@link #STRING}, whose elements vary. */
  public int bytes() {
    return bytes;
  }
}
