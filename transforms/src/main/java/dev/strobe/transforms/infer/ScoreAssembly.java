package dev.strobe.transforms.infer;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the windows of one video together, in whatever order they came. Used by one thread. */
final class ScoreAssembly {
  private final int windowRows;
  private final Map<Window, ScoreRows> rows = new HashMap<>();
  private int classes;

  ScoreAssembly(int windowRows) {
    this.windowRows = windowRows;
  }

  void add(WindowScores scores) {
    classes = scores.rows().classes();
    for (int i = 0; i < scores.windows().size(); i++) {
      rows.put(scores.windows().get(i), scores.rows().slice(i * windowRows, windowRows));
    }
  }

  /** Number of period classes. */
  int classes() {
    return classes;
  }

  /**
   * All rows of a stride.
   *
   * @throws UnexpectedAnswerException if a window is missing
   */
  StrideScores stride(int stride, int frames) {
    List<Window> wanted = Window.covering(frames, stride, windowRows);
    float[] period = new float[wanted.size() * windowRows * classes];
    float[] periodicity = new float[wanted.size() * windowRows];
    FloatBuffer periods = FloatBuffer.wrap(period);
    FloatBuffer periodicities = FloatBuffer.wrap(periodicity);
    for (Window window : wanted) {
      ScoreRows part = rows.get(window);
      if (part == null || part.classes() != classes) {
        throw new UnexpectedAnswerException(
            "the model gave no scores for the window at frame %d of stride %d"
                .formatted(window.start(), stride));
      }
      periods.put(part.periods());
      periodicities.put(part.periodicities());
    }
    return new StrideScores(stride, ScoreRows.owning(classes, period, periodicity));
  }

  /** All rows of several strides. */
  List<StrideScores> strides(List<Integer> strides, int frames) {
    List<StrideScores> all = new ArrayList<>();
    for (int stride : strides) {
      all.add(stride(stride, frames));
    }
    return List.copyOf(all);
  }
}
