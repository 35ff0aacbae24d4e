package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoScores;
import java.util.List;

/**
 * Scores as ways of counting want them that read one stride row by row: windows side by side. Those
 * of a model whose windows do not overlap stay as they are; of others every frame gets its row from
 * the window in which it stands furthest from both ends.
 */
final class SideBySide {
  private SideBySide() {}

  static VideoScores of(VideoScores scores) {
    if (scores.strides().stream().allMatch(StrideScores::isTiling)) {
      return scores;
    }
    int frames = scores.kept().count();
    int windowRows = scores.windowRows();
    List<StrideScores> strides =
        scores.strides().stream().map(stride -> of(stride, frames, windowRows)).toList();
    return new VideoScores(
        scores.video(), scores.kept(), scores.model(), windowRows, strides, scores.padding());
  }

  private static StrideScores of(StrideScores scores, int frames, int windowRows) {
    int stride = scores.stride();
    int real = (frames + stride - 1) / stride;
    int rows = (real + windowRows - 1) / windowRows * windowRows;
    int classes = scores.rows().classes();
    float[] period = new float[rows * classes];
    float[] periodicity = new float[rows];
    for (int row = 0; row < rows; row++) {
      int from = mostCentral(scores, Math.min(row, real - 1) * stride, windowRows);
      for (int c = 0; c < classes; c++) {
        period[row * classes + c] = scores.rows().period(from, c);
      }
      periodicity[row] = scores.rows().periodicity(from);
    }
    return StrideScores.tiling(stride, windowRows, ScoreRows.of(classes, period, periodicity));
  }

  /** The row about a frame, among those of all windows. */
  private static int mostCentral(StrideScores scores, int frame, int windowRows) {
    int best = 0;
    int furthest = -1;
    for (int window = 0; window < scores.starts().size(); window++) {
      int row = Math.floorDiv(frame - scores.starts().get(window), scores.stride());
      int fromEnds = Math.min(row, windowRows - 1 - row);
      if (fromEnds > furthest) {
        best = window * windowRows + row;
        furthest = fromEnds;
      }
    }
    return best;
  }
}
