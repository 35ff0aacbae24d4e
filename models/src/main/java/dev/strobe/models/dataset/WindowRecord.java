package dev.strobe.models.dataset;

import dev.strobe.models.repnet.HeadInputs;
import dev.strobe.models.repnet.JointSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a window is stored: its features in half precision, then for every block the share of its
 * samples that repeat and their mean period as floats, then the number of samples as an int; all
 * little-endian.
 */
final class WindowRecord {

  /** Bytes of a block's features. */
  static final int LOCAL_BLOCK = HeadInputs.LOCAL * Short.BYTES;

  /** Bytes of all blocks' features. */
  static final int LOCAL = JointSpec.BLOCKS * LOCAL_BLOCK;

  /** Bytes of the window's features. */
  static final int WHOLE = HeadInputs.WHOLE * Short.BYTES;

  private static final int LABELS = JointSpec.BLOCKS * Float.BYTES;
  private static final int ON = LOCAL + WHOLE;
  private static final int PERIOD = ON + LABELS;
  private static final int COUNT = PERIOD + LABELS;

  /** Bytes of a window. */
  static final int SIZE = COUNT + Integer.BYTES;

  private WindowRecord() {}

  /** Writes window {@code index} of the features, at the buffer's position. */
  static void put(
      ByteBuffer to, FeatureExtractor.Halves halves, int index, WindowLabels labels, int count) {
    to.put(halves.local(), index * LOCAL, LOCAL).put(halves.whole(), index * WHOLE, WHOLE);
    for (float on : labels.on()) {
      to.putFloat(on);
    }
    for (float period : labels.period()) {
      to.putFloat(period);
    }
    to.putInt(count);
  }

  /** The share of a block's samples that repeat, of a record at the buffer's beginning. */
  static float on(ByteBuffer record, int block) {
    return record.getFloat(ON + block * Float.BYTES);
  }

  /** The mean period of a block in samples, or 0. */
  static float period(ByteBuffer record, int block) {
    return record.getFloat(PERIOD + block * Float.BYTES);
  }

  /** How many samples the window has. */
  static int count(ByteBuffer record) {
    return record.getInt(COUNT);
  }

  /** A buffer for a number of windows. */
  static ByteBuffer buffer(int windows) {
    return ByteBuffer.allocate(windows * SIZE).order(ByteOrder.LITTLE_ENDIAN);
  }
}
