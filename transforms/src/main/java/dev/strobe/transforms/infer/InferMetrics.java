package dev.strobe.transforms.infer;

import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;

/** What {@link Infer} tells of its work, under its own name. */
final class InferMetrics {
  static final String VIDEOS_IN = "videos_in";
  static final String VIDEOS_SCORED = "videos_scored";
  static final String VIDEOS_FAILED = "videos_failed";
  static final String FRAMES = "frames";
  static final String CALL_MILLIS = "call_millis";

  private final Counter videosIn = Metrics.counter(Infer.class, VIDEOS_IN);
  private final Counter videosScored = Metrics.counter(Infer.class, VIDEOS_SCORED);
  private final Counter videosFailed = Metrics.counter(Infer.class, VIDEOS_FAILED);
  private final Counter frames = Metrics.counter(Infer.class, FRAMES);
  private final Distribution callMillis = Metrics.distribution(Infer.class, CALL_MILLIS);

  void taken() {
    videosIn.inc();
  }

  void done(VideoOutcome outcome) {
    (outcome.scores().isPresent() ? videosScored : videosFailed).inc();
    frames.inc(outcome.frames());
    outcome.callNanos().forEach(nanos -> callMillis.update(TimeUnit.NANOSECONDS.toMillis(nanos)));
  }
}
