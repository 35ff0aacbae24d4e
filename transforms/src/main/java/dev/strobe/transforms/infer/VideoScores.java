package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Everything a model said about one video.
 *
 * @param video the video
 * @param kept which of its frames the model was shown; rows and windows are about these alone
 * @param model the model
 * @param windowRows rows of a window, 64 for RepNet
 * @param strides one for each stride asked for, in that order; at least one
 * @param padding the window made of the last frame alone, or no rows where it wasn't asked for
 */
public record VideoScores(
    VideoFacts video,
    KeptFrames kept,
    ModelVersion model,
    int windowRows,
    List<StrideScores> strides,
    ScoreRows padding) {

  public VideoScores {
    requireNonNull(video, "video");
    requireNonNull(kept, "kept");
    requireNonNull(model, "model");
    requireNonNull(padding, "padding");
    strides = List.copyOf(strides);
    if (windowRows < 1) {
      throw new IllegalArgumentException("windowRows must be >= 1 but was " + windowRows);
    }
    if (strides.isEmpty()) {
      throw new IllegalArgumentException("scores need at least one stride but had none");
    }
    if (kept.frames() != video.frameCount()) {
      throw new IllegalArgumentException(
          "kept frames must be of the video's %d but were %s".formatted(video.frameCount(), kept));
    }
    for (StrideScores scores : strides) {
      requireWhole(kept.count(), windowRows, scores);
    }
    if (padding.rows() != 0 && padding.rows() != windowRows) {
      throw new IllegalArgumentException(
          "padding must be 0 or %d rows but was %d".formatted(windowRows, padding.rows()));
    }
  }

  private static void requireWhole(int frames, int windowRows, StrideScores scores) {
    int rows = scores.rows().rows();
    if (rows != scores.starts().size() * windowRows || scores.firstGap(frames) < frames) {
      throw new IllegalArgumentException(
          "%d frames at stride %d take whole windows of %d rows but had %d rows in %d windows"
              .formatted(frames, scores.stride(), windowRows, rows, scores.starts().size()));
    }
  }
}
