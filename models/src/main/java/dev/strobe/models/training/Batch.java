package dev.strobe.models.training;

import dev.strobe.models.repnet.RepNetSpec;
import dev.strobe.models.synthetic.SyntheticWindow;
import dev.strobe.models.synthetic.SyntheticWindows;

/**
 * Windows and what should be said of their blocks, as flat arrays in row order.
 *
 * <p>Filled once and then only read.
 */
final class Batch {

  private final RepNetSpec spec;
  private final int windows;
  private final float[] distances;
  private final float[] classes;
  private final float[] periods;
  private final float[] periodicity;

  private Batch(RepNetSpec spec, int windows) {
    int blocks = windows * spec.blocks();
    this.spec = spec;
    this.windows = windows;
    this.distances = new float[windows * spec.window() * spec.window()];
    this.classes = new float[blocks * spec.periods()];
    this.periods = new float[blocks];
    this.periodicity = new float[blocks];
  }

  /** The windows {@code first, first + 1, ...} with their own labels. */
  static Batch of(RepNetSpec spec, SyntheticWindows source, long first, int windows) {
    var batch = new Batch(spec, windows);
    for (int i = 0; i < windows; i++) {
      SyntheticWindow window = source.at(first + i);
      batch.setDistances(i, window);
      batch.setLabels(i, window);
    }
    return batch;
  }

  /** The same windows, each with the labels of the one before it. */
  static Batch shuffled(RepNetSpec spec, SyntheticWindows source, long first, int windows) {
    var batch = new Batch(spec, windows);
    for (int i = 0; i < windows; i++) {
      SyntheticWindow window = source.at(first + i);
      batch.setDistances(i, window);
      batch.setLabels((i + 1) % windows, window);
    }
    return batch;
  }

  int windows() {
    return windows;
  }

  /** Blocks of all windows together. */
  int blocks() {
    return periods.length;
  }

  /** [window, frame, frame]. */
  float[] distances() {
    return distances;
  }

  /** [window, block, class]: a period between two classes is shared by them in proportion. */
  float[] classes() {
    return classes;
  }

  /** [window, block]: the share of a block's frames that are periodic. */
  float[] periodicity() {
    return periodicity;
  }

  /** Whether most frames of a block are periodic; only such blocks have a period to be learnt. */
  boolean isPeriodic(int block) {
    return periodicity[block] > 0.5f;
  }

  /** Mean period of a block's periodic frames. */
  double period(int block) {
    return periods[block];
  }

  private void setDistances(int index, SyntheticWindow window) {
    float[] values = window.distances();
    System.arraycopy(values, 0, distances, index * values.length, values.length);
  }

  private void setLabels(int index, SyntheticWindow window) {
    for (int b = 0; b < spec.blocks(); b++) {
      double sum = 0;
      int count = 0;
      for (int t = b * spec.block(); t < (b + 1) * spec.block(); t++) {
        if (window.periodicAt(t)) {
          sum += window.periodAt(t);
          count++;
        }
      }
      int block = index * spec.blocks() + b;
      periodicity[block] = (float) count / spec.block();
      if (count > 0) {
        setPeriod(block, sum / count);
      }
    }
  }

  private void setPeriod(int block, double period) {
    double inRange = Math.min(spec.periods(), Math.max(1, period));
    int below = (int) inRange;
    float part = (float) (inRange - below);
    int first = block * spec.periods() + below - 1;
    periods[block] = (float) inRange;
    classes[first] = 1 - part;
    if (part > 0) {
      classes[first + 1] = part;
    }
  }
}
