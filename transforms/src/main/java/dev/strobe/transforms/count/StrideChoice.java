package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoScores;

/** Finds the stride at which a video's repetitions show best. */
final class StrideChoice {
  private final CountingOptions options;

  StrideChoice(CountingOptions options) {
    this.options = options;
  }

  /** The stride with the highest score; of equals the first. */
  StrideScores best(VideoScores scores) {
    StrideScores best = scores.strides().get(0);
    double bestScore = Double.NEGATIVE_INFINITY;
    for (StrideScores stride : scores.strides()) {
      double score = score(scores, stride);
      if (score > bestScore) {
        best = stride;
        bestScore = score;
      }
    }
    return best;
  }

  /** Mean of the rows' scores, over the rows that the way of scoring looks at. */
  double score(VideoScores scores, StrideScores stride) {
    if (options.scoring() == Scoring.REFERENCE) {
      return meanOfFullBatches(scores, stride);
    }
    int real = ceilDiv(scores.video().frameCount(), stride.stride());
    return sum(stride.rows(), real) / real;
  }

  /**
   * The mean over every window of full batches. Windows that lie wholly past the end are all alike,
   * so one answer stands for those that were not asked for.
   */
  private double meanOfFullBatches(VideoScores scores, StrideScores stride) {
    int window = scores.windowRows();
    long batchFrames = (long) window * stride.stride() * options.batch();
    long batches = (scores.video().frameCount() + batchFrames - 1) / batchFrames;
    long total = batches * options.batch() * window;
    ScoreRows rows = stride.rows();
    int given = (int) Math.min(rows.rows(), total);
    double sum = sum(rows, given);
    if (given < total) {
      long missingWindows = (total - given) / window;
      sum += missingWindows * sum(requirePadding(scores), window);
    }
    return sum / total;
  }

  private static ScoreRows requirePadding(VideoScores scores) {
    if (scores.padding().rows() == 0) {
      throw new IllegalArgumentException(
          "scoring REFERENCE needs the window of the last frame alone, which the scores of %s lack"
              .formatted(scores.video().uri()));
    }
    return scores.padding();
  }

  private static double sum(ScoreRows rows, int count) {
    double sum = 0;
    for (int row = 0; row < count; row++) {
      sum += RowScores.withinPeriod(rows, row);
    }
    return sum;
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }
}
