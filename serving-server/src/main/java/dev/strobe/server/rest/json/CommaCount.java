package dev.strobe.server.rest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts commas, eight bytes at a time. */
final class CommaCount {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long COMMAS = 0x2C2C2C2C2C2C2C2CL;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

  private CommaCount() {}

  /** The commas in {@code bytes[from, to)}. */
  static int between(byte[] bytes, int from, int to) {
    int count = 0;
    int p = from;
    for (; p <= to - Long.BYTES; p += Long.BYTES) {
      long different = (long) LONGS.get(bytes, p) ^ COMMAS;
      // The high bit of each byte becomes 1 just where the byte is not zero.
      long nonZero = ((different & LOW_BITS) + LOW_BITS) | different;
      count += Long.BYTES - Long.bitCount(nonZero & ~LOW_BITS);
    }
    for (; p < to; p++) {
      count += bytes[p] == ',' ? 1 : 0;
    }
    return count;
  }
}
