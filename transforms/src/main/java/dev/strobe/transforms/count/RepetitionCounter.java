package dev.strobe.transforms.count;

import dev.strobe.transforms.count.RepetitionCount.FrameCounts;
import dev.strobe.transforms.infer.FrameSeries;
import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoScores;
import java.util.Arrays;
import java.util.Optional;

/**
 * Counts the repetitions of a video from a model's scores. With {@link Scoring#JOINT} all strides
 * speak together; otherwise it takes the stride that shows them best, lets every row of it stand
 * for as many frames as the stride is long, and gives each frame that is periodic its share, one
 * over the period.
 *
 * <p>Pure: the same scores give the same count. Safe for use by many threads.
 */
public final class RepetitionCounter {
  private final CountingOptions options;

  public RepetitionCounter(CountingOptions options) {
    this.options = options;
  }

  /**
   * Counts one video.
   *
   * @throws IllegalArgumentException if the scores lack the padding window or the frames that the
   *     options need
   */
  public RepetitionCount count(VideoScores scores) {
    if (options.scoring() == Scoring.JOINT) {
      return new JointCounter(options).count(scores);
    }
    if (!scores.kept().isAll()) {
      throw new IllegalArgumentException(
          "scoring %s needs scores of every frame but those of %s have %s"
              .formatted(options.scoring(), scores.video().uri(), scores.kept()));
    }
    StrideScores best = new StrideChoice(options).best(SideBySide.of(scores));
    int frames = scores.video().frameCount();
    double[] within = withinPeriod(best, frames);
    double[] periodic = periodic(within);
    Counts counts =
        options.constantSpeed()
            ? atOneSpeed(best, periodic)
            : atChangingSpeed(best, periodic, Arrays.stream(within).average().orElse(Double.NaN));
    if (counts.score < options.threshold()) {
      Arrays.fill(counts.shares, 0);
    }
    FrameSeries shares = FrameSeries.of(counts.shares);
    FrameCounts perFrame = new FrameCounts(periods(counts.shares), FrameSeries.of(within), shares);
    return new RepetitionCount(
        scores.video(),
        scores.model(),
        best.stride(),
        counts.periodFrames,
        counts.score,
        Optional.empty(),
        perFrame);
  }

  private static double[] withinPeriod(StrideScores scores, int frames) {
    double[] within = new double[frames];
    for (int frame = 0; frame < frames; frame++) {
      int row = frame / scores.stride();
      within[frame] =
          frame % scores.stride() == 0
              ? RowScores.withinPeriod(scores.rows(), row)
              : within[frame - 1];
    }
    return within;
  }

  /** 1 for a periodic frame, else 0. */
  private double[] periodic(double[] within) {
    double threshold = options.fullyPeriodic() ? 0 : options.withinPeriodThreshold();
    double[] periodic = new double[within.length];
    for (int i = 0; i < within.length; i++) {
      periodic[i] = within[i] > threshold ? 1 : 0;
    }
    return options.medianFilter() ? MedianFilter.apply(periodic) : periodic;
  }

  /** One period for all periodic frames: the likeliest in the mean of their distributions. */
  private static Counts atOneSpeed(StrideScores scores, double[] periodic) {
    ScoreRows rows = scores.rows();
    double[] sums = new double[rows.classes()];
    int count = 0;
    for (int frame = 0; frame < periodic.length; frame++) {
      if (periodic[frame] != 0) {
        RowScores.addSoftmax(rows, frame / scores.stride(), sums);
        count++;
      }
    }
    int best = 0;
    for (int c = 1; c < sums.length; c++) {
      if (sums[c] > sums[best]) {
        best = c;
      }
    }
    double period = (double) scores.stride() * (best + 1);
    double[] shares = Arrays.stream(periodic).map(p -> p / period).toArray();
    return new Counts(shares, period, count == 0 ? Double.NaN : sums[best] / count);
  }

  private Counts atChangingSpeed(StrideScores scores, double[] periodic, double score) {
    double[] shares = new double[periodic.length];
    for (int frame = 0; frame < shares.length; frame++) {
      int period = RowScores.period(scores.rows(), frame / scores.stride());
      // Single precision, as in the published client.
      shares[frame] =
          period < RowScores.SHORTEST_PERIOD ? 0 : 1f / ((float) scores.stride() * period);
    }
    if (options.medianFilter()) {
      shares = MedianFilter.apply(shares);
    }
    double sum = 0;
    for (int frame = 0; frame < shares.length; frame++) {
      shares[frame] *= periodic[frame];
      sum += shares[frame];
    }
    return new Counts(shares, shares.length / sum, score);
  }

  /** Periods are whole numbers of frames here; the single-precision shares do not quite say so. */
  private static FrameSeries periods(double[] shares) {
    return FrameSeries.of(
        Arrays.stream(shares)
            .map(share -> share > 0 ? Math.rint(1 / share) : Double.NaN)
            .toArray());
  }

  private static final class Counts {
    final double[] shares;
    final double periodFrames;
    final double score;

    Counts(double[] shares, double periodFrames, double score) {
      this.shares = shares;
      this.periodFrames = periodFrames;
      this.score = score;
    }
  }
}
