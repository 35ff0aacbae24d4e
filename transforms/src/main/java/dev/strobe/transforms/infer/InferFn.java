package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.media.MediaRef;
import dev.strobe.transforms.predictor.Predictor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Starts every video's calls as its element comes and waits for the answers when the bundle ends,
 * each with the timestamp and window of its element.
 */
final class InferFn extends DoFn<MediaRef, VideoScores> {
  private final String sessionKey = UUID.randomUUID().toString();
  private final Predictor.Factory factory;
  private final FrameSource.Opener opener;
  private final InferConfig config;
  private final TupleTag<VideoScores> scoresTag;
  private final TupleTag<Failure> failuresTag;

  private transient @Nullable SharedSession shared;
  private transient @Nullable VideoScorer scorer;
  private transient @Nullable InferMetrics metrics;
  private transient @Nullable List<Waiting> waiting;

  InferFn(
      Predictor.Factory factory,
      FrameSource.Opener opener,
      InferConfig config,
      TupleTag<VideoScores> scoresTag,
      TupleTag<Failure> failuresTag) {
    this.factory = factory;
    this.opener = opener;
    this.config = config;
    this.scoresTag = scoresTag;
    this.failuresTag = failuresTag;
  }

  @Setup
  public void setup() {
    shared = SharedSession.hold(sessionKey, factory, config);
    scorer = new VideoScorer(shared.session(), opener, config, Clock.systemUTC());
    metrics = new InferMetrics();
  }

  @StartBundle
  public void startBundle() {
    waiting = new ArrayList<>();
  }

  @ProcessElement
  public void process(@Element MediaRef ref, @Timestamp Instant timestamp, BoundedWindow window)
      throws InterruptedException {
    requireNonNull(metrics).taken();
    PendingVideo pending = requireNonNull(scorer).start(ref);
    requireNonNull(waiting).add(new Waiting(pending, timestamp, window));
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws InterruptedException {
    for (Waiting video : requireNonNull(waiting)) {
      VideoOutcome outcome = video.pending.await();
      outcome.scores().ifPresent(s -> context.output(scoresTag, s, video.timestamp, video.window));
      outcome
          .failures()
          .forEach(f -> context.output(failuresTag, f, video.timestamp, video.window));
      requireNonNull(metrics).done(outcome);
    }
    waiting = null;
  }

  @Teardown
  public void teardown() {
    if (shared != null) {
      shared.close();
    }
  }

  private record Waiting(PendingVideo pending, Instant timestamp, BoundedWindow window) {}
}
