package dev.strobe.transforms.count;

import dev.strobe.transforms.count.RepetitionCount.FrameCounts;
import dev.strobe.transforms.infer.FrameSeries;
import dev.strobe.transforms.infer.KeptFrames;
import java.util.Arrays;

/**
 * Tells of every frame of a file what was found for the steps of its kept frames. The share of a
 * repetition is that of the kept frames; one that was left out has share 0, and otherwise what the
 * kept frame before it has. Periods become those of the file: a repetition that was played with
 * every frame doubled lasts twice as many frames.
 */
final class FileFrames {
  private final KeptFrames kept;

  private FileFrames(KeptFrames kept) {
    this.kept = kept;
  }

  static FileFrames of(KeptFrames kept) {
    return new FileFrames(kept);
  }

  /**
   * Spreads what is known of every step.
   *
   * @param perCycle frames per cycle
   * @param certainty how surely it repeats
   * @param on whether it does
   */
  FrameCounts spread(double[] perCycle, double[] certainty, boolean[] on) {
    double[] periods = new double[kept.frames()];
    double[] surely = new double[kept.frames()];
    double[] shares = new double[kept.frames()];
    Arrays.fill(periods, Double.NaN);
    for (int index = 0; index < kept.count(); index++) {
      int step = index / TimeSteps.LENGTH;
      int frame = kept.frame(index);
      int end = index + 1 < kept.count() ? kept.frame(index + 1) : kept.frames();
      Arrays.fill(surely, frame, end, Math.min(1, certainty[step]));
      if (on[step]) {
        double period = perCycle[step];
        shares[frame] = 1 / period;
        Arrays.fill(periods, frame, end, inFile(index, period));
      }
    }
    return new FrameCounts(FrameSeries.of(periods), FrameSeries.of(surely), FrameSeries.of(shares));
  }

  /** Frames of the file that as many kept ones as a period has take, around one of them. */
  private double inFile(int index, double period) {
    if (kept.isAll()) {
      return period;
    }
    double from = Math.max(0, index - period / 2);
    double to = Math.min(kept.count(), index + period / 2);
    return (place(to) - place(from)) / (to - from) * period;
  }

  private double place(double index) {
    int below = (int) index;
    double here = at(below);
    return here + (index - below) * (at(below + 1) - here);
  }

  private double at(int index) {
    return index < kept.count() ? kept.frame(index) : kept.frames();
  }
}
