package dev.strobe.transforms.count;

import java.util.ArrayList;
import java.util.List;

/**
 * A window as it lies in a stride's rows, without the copies of the last frame.
 *
 * @param start the video's frame that the first row is about
 * @param firstRow where the window begins among the rows
 * @param rows how many of its rows are about frames of the video, at least 1
 */
record RowRun(int start, int firstRow, int rows) {

  /** Windows side by side from the first frame to the last. */
  static List<RowRun> tiling(int frames, int stride, int windowRows) {
    int rows = (frames + stride - 1) / stride;
    List<RowRun> runs = new ArrayList<>();
    for (int row = 0; row < rows; row += windowRows) {
      runs.add(new RowRun(row * stride, row, Math.min(windowRows, rows - row)));
    }
    return List.copyOf(runs);
  }
}
