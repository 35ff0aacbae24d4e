package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

/**
 * A model's answers for one stride: row {@code i} is about frame {@code i * stride} of the video,
 * and rows past the last frame about copies of it.
 *
 * @param stride frames from one row to the next, at least 1
 * @param rows whole windows, one after the other
 */
public record StrideScores(int stride, ScoreRows rows) {

  public StrideScores {
    requireNonNull(rows, "rows");
    if (stride < 1) {
      throw new IllegalArgumentException("stride must be >= 1 but was " + stride);
    }
  }
}
