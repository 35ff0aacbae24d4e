package dev.strobe.models.training;

import dev.strobe.models.dataset.StoredWindow;
import dev.strobe.models.repnet.HeadInputs;
import dev.strobe.models.repnet.JointSpec;
import java.util.Arrays;

/**
 * Windows and what should be said of their blocks, as flat arrays in row order; features are in
 * half precision.
 *
 * <p>Filled once and then only read.
 */
final class Batch {

  private static final int BLOCKS = JointSpec.BLOCKS;
  private static final int PERIODS = JointSpec.PERIODS;
  private static final int LOCAL_BYTES = StoredWindow.LOCAL_BLOCK_BYTES;
  private static final int LAG_BYTES = HeadInputs.LOCAL_OF_VIEW / 2 * Short.BYTES;
  private static final int WHOLE_VIEW_BYTES = HeadInputs.WHOLE_OF_VIEW * Short.BYTES;

  private final int windows;
  private final byte[] local;
  private final byte[] whole;
  private final float[] classes;
  private final float[] periods;
  private final float[] on;

  Batch(int windows) {
    int blocks = windows * BLOCKS;
    this.windows = windows;
    this.local = new byte[blocks * LOCAL_BYTES];
    this.whole = new byte[windows * StoredWindow.WHOLE_BYTES];
    this.classes = new float[blocks * PERIODS];
    this.periods = new float[blocks];
    this.on = new float[blocks];
  }

  /** Sets the features of a window. */
  void setFeatures(int index, StoredWindow window) {
    for (int block = 0; block < BLOCKS; block++) {
      window.copyLocal(block, 0, LOCAL_BYTES, local, (index * BLOCKS + block) * LOCAL_BYTES);
    }
    window.copyWhole(whole, index * StoredWindow.WHOLE_BYTES);
  }

  /** Sets the features of a window as it would have them if it ran backwards. */
  void setFeaturesReversed(int index, StoredWindow window) {
    for (int block = 0; block < BLOCKS; block++) {
      int at = (index * BLOCKS + BLOCKS - 1 - block) * LOCAL_BYTES;
      window.copyLocal(block, 0, LOCAL_BYTES, local, at);
      for (int view = 0; view < HeadInputs.VIEWS; view++) {
        int later = view * 2 * LAG_BYTES;
        window.copyLocal(block, later + LAG_BYTES, LAG_BYTES, local, at + later);
        window.copyLocal(block, later, LAG_BYTES, local, at + later + LAG_BYTES);
      }
    }
    window.copyWhole(whole, index * StoredWindow.WHOLE_BYTES);
  }

  /** Leaves out a view of a window. */
  void blind(int index, int view) {
    for (int block = 0; block < BLOCKS; block++) {
      int from = (index * BLOCKS + block) * LOCAL_BYTES + view * 2 * LAG_BYTES;
      Arrays.fill(local, from, from + 2 * LAG_BYTES, (byte) 0);
    }
    int from = index * StoredWindow.WHOLE_BYTES + view * WHOLE_VIEW_BYTES;
    Arrays.fill(whole, from, from + WHOLE_VIEW_BYTES, (byte) 0);
  }

  /** Sets what should be said of a window. */
  void setLabels(int index, StoredWindow window) {
    for (int block = 0; block < BLOCKS; block++) {
      setLabel(index * BLOCKS + block, window.on(block), window.period(block));
    }
  }

  /** Sets what should be said of a window that runs backwards. */
  void setLabelsReversed(int index, StoredWindow window) {
    for (int block = 0; block < BLOCKS; block++) {
      int from = BLOCKS - 1 - block;
      setLabel(index * BLOCKS + block, window.on(from), window.period(from));
    }
  }

  int windows() {
    return windows;
  }

  /** Blocks of all windows together. */
  int blocks() {
    return periods.length;
  }

  /** [window, block, value] in half precision. */
  byte[] local() {
    return local;
  }

  /** [window, value] in half precision. */
  byte[] whole() {
    return whole;
  }

  /** [window, block, class]: a period between two classes is shared by them in proportion. */
  float[] classes() {
    return classes;
  }

  /** [window, block]: the share of a block's samples that repeat. */
  float[] on() {
    return on;
  }

  /** Whether most samples of a block repeat. */
  boolean isOn(int block) {
    return on[block] > 0.5f;
  }

  /** Mean period of a block's repeating samples. */
  double period(int block) {
    return periods[block];
  }

  private void setLabel(int block, float share, float period) {
    on[block] = share;
    if (share > 0) {
      float inRange = Math.min(PERIODS, Math.max(1, period));
      int below = (int) inRange;
      float part = inRange - below;
      int first = block * PERIODS + below - 1;
      periods[block] = inRange;
      classes[first] = 1 - part;
      if (part > 0) {
        classes[first + 1] = part;
      }
    }
  }
}
