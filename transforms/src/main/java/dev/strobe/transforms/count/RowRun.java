package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.StrideScores;
import java.util.ArrayList;
import java.util.List;

/**
 * A window as it lies in a stride's rows, without the copies of the last frame.
 *
 * @param start the kept frame that the first row is about
 * @param firstRow where the window begins among the rows
 * @param rows how many of its rows are about frames of the video, at least 1
 */
record RowRun(int start, int firstRow, int rows) {

  /** A stride's windows over a video of {@code frames} frames. */
  static List<RowRun> of(StrideScores scores, int frames, int windowRows) {
    List<RowRun> runs = new ArrayList<>();
    for (int start : scores.starts()) {
      int stride = scores.stride();
      int rows = Math.min(windowRows, (frames - start + stride - 1) / stride);
      runs.add(new RowRun(start, runs.size() * windowRows, rows));
    }
    return List.copyOf(runs);
  }
}
