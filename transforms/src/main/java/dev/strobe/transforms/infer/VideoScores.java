package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Everything a model said about one video.
 *
 * @param video the video
 * @param model the model
 * @param windowRows rows of a window, 64 for RepNet
 * @param strides one for each stride asked for, in that order; at least one
 * @param padding the window made of the last frame alone, or no rows where it wasn't asked for
 */
public record VideoScores(
    VideoFacts video,
    ModelVersion model,
    int windowRows,
    List<StrideScores> strides,
    ScoreRows padding) {

  public VideoScores {
    requireNonNull(video, "video");
    requireNonNull(model, "model");
    requireNonNull(padding, "padding");
    strides = List.copyOf(strides);
    if (windowRows < 1) {
      throw new IllegalArgumentException("windowRows must be >= 1 but was " + windowRows);
    }
    if (strides.isEmpty()) {
      throw new IllegalArgumentException("scores need at least one stride but had none");
    }
    for (StrideScores scores : strides) {
      requireWhole(video.frameCount(), windowRows, scores);
    }
    if (padding.rows() != 0 && padding.rows() != windowRows) {
      throw new IllegalArgumentException(
          "padding must be 0 or %d rows but was %d".formatted(windowRows, padding.rows()));
    }
  }

  private static void requireWhole(int frames, int windowRows, StrideScores scores) {
    int rows = scores.rows().rows();
    if (rows % windowRows != 0 || (long) rows * scores.stride() < frames) {
      throw new IllegalArgumentException(
          "%d frames at stride %d take whole windows of %d rows but had %d rows"
              .formatted(frames, scores.stride(), windowRows, rows));
    }
  }
}
