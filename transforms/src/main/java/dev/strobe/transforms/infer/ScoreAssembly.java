package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the windows of one video together, in whatever order they came; one that came twice, from
 * two clips that overlap, once. Used by one thread.
 */
final class ScoreAssembly {
  private final int windowRows;
  private final Map<Window, ScoreRows> rows = new HashMap<>();
  private int classes;

  ScoreAssembly(int windowRows) {
    this.windowRows = windowRows;
  }

  void add(WindowScores scores) {
    if (classes != 0 && classes != scores.rows().classes()) {
      throw new UnexpectedAnswerException(
          "the model's answers must have equally many classes but had %d and %d"
              .formatted(classes, scores.rows().classes()));
    }
    classes = scores.rows().classes();
    for (int i = 0; i < scores.windows().size(); i++) {
      rows.putIfAbsent(scores.windows().get(i), scores.rows().slice(i * windowRows, windowRows));
    }
  }

  /** Number of period classes. */
  int classes() {
    return classes;
  }

  /**
   * All windows of a stride.
   *
   * @throws UnexpectedAnswerException if no window holds some frame, or one starts past the last
   */
  StrideScores stride(int stride, int frames) {
    List<Window> windows =
        rows.keySet().stream()
            .filter(window -> window.stride() == stride)
            .sorted(Comparator.comparingInt(Window::start))
            .toList();
    if (windows.isEmpty()) {
      throw missing(stride, 0);
    }
    List<Integer> starts = windows.stream().map(Window::start).toList();
    if (starts.get(starts.size() - 1) >= frames) {
      throw new UnexpectedAnswerException(
          "the model's windows must start before frame %d but at stride %d one starts at %d"
              .formatted(frames, stride, starts.get(starts.size() - 1)));
    }
    StrideScores scores = new StrideScores(stride, starts, joined(windows));
    if (scores.firstGap(frames) < frames) {
      throw missing(stride, scores.firstGap(frames));
    }
    return scores;
  }

  private ScoreRows joined(List<Window> windows) {
    float[] period = new float[windows.size() * windowRows * classes];
    float[] periodicity = new float[windows.size() * windowRows];
    FloatBuffer periods = FloatBuffer.wrap(period);
    FloatBuffer periodicities = FloatBuffer.wrap(periodicity);
    for (Window window : windows) {
      ScoreRows part = requireNonNull(rows.get(window));
      periods.put(part.periods());
      periodicities.put(part.periodicities());
    }
    return ScoreRows.owning(classes, period, periodicity);
  }

  private static UnexpectedAnswerException missing(int stride, int frame) {
    return new UnexpectedAnswerException(
        "the model gave no scores for frame %d at stride %d".formatted(frame, stride));
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
