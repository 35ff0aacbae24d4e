package dev.strobe.transforms.decode;

import org.bytedeco.javacpp.BytePointer;

/** Bytes as FFmpeg asks for them. Neither method throws: its caller is native code. */
interface ByteSource {

  /** Writes up to {@code wanted} bytes; returns how many, or one of FFmpeg's error numbers. */
  int read(BytePointer into, int wanted);

  /** Moves, or tells the size, as {@code whence} says; returns where to, or an error number. */
  long seek(long offset, int whence);
}
