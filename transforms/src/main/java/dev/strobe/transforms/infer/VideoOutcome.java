package dev.strobe.transforms.infer;

import dev.strobe.transforms.failure.Failure;
import java.util.List;
import java.util.Optional;

/**
 * What became of a video. One that breaks off has both scores, of the part that there is, and a
 * failure.
 *
 * @param callNanos how long each answered call took
 */
record VideoOutcome(
    Optional<VideoScores> scores, List<Failure> failures, long frames, List<Long> callNanos) {

  VideoOutcome {
    failures = List.copyOf(failures);
    callNanos = List.copyOf(callNanos);
  }
}
