package dev.strobe.models.dataset;

import java.nio.ByteBuffer;

/** A window to train on, read where it is stored. */
public final class StoredWindow {

  /** Bytes of a block's features, which are in half precision. */
  public static final int LOCAL_BLOCK_BYTES = WindowRecord.LOCAL_BLOCK;

  /** Bytes of the window's features. */
  public static final int WHOLE_BYTES = WindowRecord.WHOLE;

  private final ByteBuffer record;

  StoredWindow(ByteBuffer record) {
    this.record = record;
  }

  /** Copies {@code length} bytes of a block's features, from byte {@code from} of them. */
  public void copyLocal(int block, int from, int length, byte[] to, int at) {
    record.get(block * LOCAL_BLOCK_BYTES + from, to, at, length);
  }

  /** Copies the window's features. */
  public void copyWhole(byte[] to, int at) {
    record.get(WindowRecord.LOCAL, to, at, WHOLE_BYTES);
  }

  /** The share of a block's samples that repeat. */
  public float on(int block) {
    return WindowRecord.on(record, block);
  }

  /** The mean period of a block's repeating samples, in samples; 0 if there are none. */
  public float period(int block) {
    return WindowRecord.period(record, block);
  }

  /** How many samples the window has, at most 64. */
  public int samples() {
    return WindowRecord.count(record);
  }
}
