package dev.strobe.transforms.infer;

import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Metrics;

/** What inference tells of its work. Everything but {@link #VIDEOS_IN} grows when a bundle ends. */
public final class InferMetrics {
  /** Beam's namespace of all of these. */
  public static final String NAMESPACE = "infer";

  /** Videos taken on, a counter. */
  public static final String VIDEOS_IN = "videos_in";

  /** Videos that gave scores, a counter. */
  public static final String VIDEOS_SCORED = "videos_scored";

  /** Videos that gave none, a counter. */
  public static final String VIDEOS_FAILED = "videos_failed";

  /** Frames decoded, a counter. */
  public static final String FRAMES = "frames";

  /** How long answered calls took, a distribution. */
  public static final String CALL_MILLIS = "call_millis";

  private final Counter videosIn = Metrics.counter(NAMESPACE, VIDEOS_IN);
  private final Counter videosScored = Metrics.counter(NAMESPACE, VIDEOS_SCORED);
  private final Counter videosFailed = Metrics.counter(NAMESPACE, VIDEOS_FAILED);
  private final Counter frames = Metrics.counter(NAMESPACE, FRAMES);
  private final Distribution callMillis = Metrics.distribution(NAMESPACE, CALL_MILLIS);

  InferMetrics() {}

  void taken() {
    videosIn.inc();
  }

  void done(VideoOutcome outcome) {
    (outcome.scores().isPresent() ? videosScored : videosFailed).inc();
    frames.inc(outcome.frames());
    outcome.callNanos().forEach(nanos -> callMillis.update(TimeUnit.NANOSECONDS.toMillis(nanos)));
  }
}
