package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.FrameSeries;
import dev.strobe.transforms.infer.KeptFrames;
import dev.strobe.transforms.infer.ModelVersion;
import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoFacts;
import dev.strobe.transforms.infer.VideoScores;
import java.util.List;

/** Scores whose counts are plain: every row says one period, surely or not at all. */
final class TestScores {
  static final int CLASSES = 8;
  static final ModelVersion MODEL = new ModelVersion("fake", 7);

  private TestScores() {}

  static VideoFacts video(int frames, double framesPerSecond) {
    double[] times = new double[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = i / 10.0;
    }
    return new VideoFacts("/v/clip.mp4", framesPerSecond, 64, 48, FrameSeries.of(times));
  }

  static VideoScores scores(int frames, int window, ScoreRows padding, StrideScores... strides) {
    return new VideoScores(
        video(frames, 10), KeptFrames.all(frames), MODEL, window, List.of(strides), padding);
  }

  /** {@code periods[i]} is what row i says; 0 says that it is not periodic. */
  static ScoreRows rows(int... periods) {
    float[] period = new float[periods.length * CLASSES];
    float[] periodicity = new float[periods.length];
    for (int row = 0; row < periods.length; row++) {
      period[row * CLASSES + Math.max(0, periods[row] - 1)] = 30;
      periodicity[row] = periods[row] == 0 ? -30 : 30;
    }
    return ScoreRows.of(CLASSES, period, periodicity);
  }
}
