package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A model's answers for one stride: row {@code i} of a window that starts at kept frame {@code f}
 * is about frame {@code f + i * stride}, and rows past the last frame about copies of it. Windows
 * may overlap.
 *
 * @param stride kept frames from one row to the next, at least 1
 * @param starts the kept frame at which each window starts, ascending from 0
 * @param rows whole windows, one after the other
 */
public record StrideScores(int stride, List<Integer> starts, ScoreRows rows) {

  public StrideScores {
    starts = List.copyOf(starts);
    requireNonNull(rows, "rows");
    if (stride < 1) {
      throw new IllegalArgumentException("stride must be >= 1 but was " + stride);
    }
    if (starts.isEmpty() || rows.rows() % starts.size() != 0) {
      throw new IllegalArgumentException(
          "%d rows cannot be those of %d windows".formatted(rows.rows(), starts.size()));
    }
  }

  /** Windows of {@code windowRows} rows side by side. */
  public static StrideScores tiling(int stride, int windowRows, ScoreRows rows) {
    return new StrideScores(stride, tiles(stride, windowRows, rows.rows()), rows);
  }

  /** Whether the windows stand side by side, so that row after row is frame after frame. */
  public boolean isTiling() {
    return starts.equals(tiles(stride, rows.rows() / starts.size(), rows.rows()));
  }

  private static List<Integer> tiles(int stride, int windowRows, int rows) {
    return IntStream.range(0, rows / windowRows).mapToObj(i -> i * windowRows * stride).toList();
  }

  /** The first of {@code frames} frames that no window holds; {@code frames} if there is none. */
  int firstGap(int frames) {
    int covered = 0;
    int windowFrames = rows.rows() / starts.size() * stride;
    for (int start : starts) {
      if (start > covered) {
        return covered;
      }
      covered = Math.max(covered, start + windowFrames);
    }
    return Math.min(covered, frames);
  }
}
