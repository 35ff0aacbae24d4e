package dev.strobe.transforms.count;

import static java.util.Objects.requireNonNull;

import dev.strobe.transforms.infer.FrameSeries;
import dev.strobe.transforms.infer.ModelVersion;
import dev.strobe.transforms.infer.VideoFacts;
import java.util.Optional;

/**
 * How often something repeats in one video.
 *
 * @param video the video
 * @param model the model that was asked
 * @param stride the stride the count was read from, or of several the one that said most for it
 * @param periodFrames average length of a repetition in frames; infinite where nothing repeats
 * @param score what a threshold is compared with, in [0, 1]; NaN where no frame was periodic
 * @param evidence what speaks for the count and against it; of {@link Scoring#JOINT} alone
 * @param frames the same, frame by frame
 */
public record RepetitionCount(
    VideoFacts video,
    ModelVersion model,
    int stride,
    double periodFrames,
    double score,
    Optional<CountEvidence> evidence,
    FrameCounts frames) {

  public RepetitionCount {
    requireNonNull(video, "video");
    requireNonNull(model, "model");
    if (frames.size() != video.frameCount()) {
      throw new IllegalArgumentException(
          "a video of %d frames has as many counts but %d were given"
              .formatted(video.frameCount(), frames.size()));
    }
  }

  /** The sum of all frames' shares, such as 6.41. */
  public double repetitions() {
    return frames.counts().sum();
  }

  /**
   * Whole repetitions. People count a cycle once it is finished, while the sum also counts the one
   * cut off at the end; a quarter makes up for edges that were trimmed.
   */
  public long completed() {
    return (long) Math.floor(repetitions() + 0.25);
  }

  /**
   * The chance that {@link #completed} is within one of the truth, in [0, 1], as far as that can be
   * learnt from drawn clips; NaN where there is no evidence to judge by.
   */
  public double confidence() {
    return evidence.map(found -> Confidence.of(found, repetitions())).orElse(Double.NaN);
  }

  /** Average length of a repetition in seconds; NaN where the frame rate is unknown. */
  public double periodSeconds() {
    return video.framesPerSecond() == 0 ? Double.NaN : periodFrames / video.framesPerSecond();
  }

  /**
   * One number of each kind for every frame.
   *
   * @param periods length in frames of the repetition the frame is part of; NaN where it is of none
   * @param withinPeriod how surely the frame is part of one, in [0, 1]
   * @param counts the frame's share of a repetition, 0 where it is part of none
   */
  public record FrameCounts(FrameSeries periods, FrameSeries withinPeriod, FrameSeries counts) {

    public FrameCounts {
      if (periods.size() != counts.size() || withinPeriod.size() != counts.size()) {
        throw new IllegalArgumentException(
            "the series must be equally long but were %d, %d and %d"
                .formatted(periods.size(), withinPeriod.size(), counts.size()));
      }
    }

    public int size() {
      return counts.size();
    }
  }
}
