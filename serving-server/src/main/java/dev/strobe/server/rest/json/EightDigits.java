package dev.strobe.server.rest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads eight decimal digits at once, as the eight bytes of a long. */
final class EightDigits {
  static final int COUNT = Long.BYTES;
  static final long SCALE = 100_000_000;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;
  private static final long ZEROS = 0x3030303030303030L;

  /** Carries a byte beyond '9' out of the range that starts with '0'. */
  private static final long SIX_EACH = 0x0606060606060606L;

  private EightDigits() {}

  /** True if the bytes from {@code at} on are eight digits. */
  static boolean areAt(byte[] bytes, int at) {
    if (at + COUNT > bytes.length) {
      return false;
    }
    long eight = (long) LONGS.get(bytes, at);
    return (eight & HIGH_HALVES) == ZEROS && ((eight + SIX_EACH) & HIGH_HALVES) == ZEROS;
  }

  /** The number that the eight digits from {@code at} on make. */
  static int value(byte[] bytes, int at) {
    long digits = (long) LONGS.get(bytes, at) - ZEROS;
    // Pairs, then fours, then all: each step joins neighbours, the lower byte being worth more.
    long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF00FF00FF00FFL;
    long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
    return (int) (fours * 10_000 + (fours >>> 32));
  }
}
