package dev.strobe.server.wire;

/** How the elements of tensors are written. Strings always stand in {@code string_val}. */
public enum TensorEncoding {
  /** In the typed fields, which every client reads; TensorFlow Serving's default. */
  TYPED,
  /** As raw memory in {@code tensor_content}. */
  CONTENT
}
