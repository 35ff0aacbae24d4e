package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.VideoInfo;
import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.failure.Stage;
import dev.strobe.transforms.infer.ModelSession.TimedScores;
import dev.strobe.transforms.predictor.PredictorException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A video whose calls are under way, and what went wrong with it so far. Used by one thread. */
final class PendingVideo {
  private final String uri;
  private final PeriodModel model;
  private final List<Integer> strides;
  private final InstantSource clock;
  private final List<CompletableFuture<TimedScores>> calls = new ArrayList<>();
  private final FrameLog log = new FrameLog();
  private final List<Failure> failures = new ArrayList<>();
  private final List<Long> callNanos = new ArrayList<>();
  private @Nullable CompletableFuture<TimedScores> paddingCall;
  private @Nullable VideoInfo info;
  private boolean abandoned;

  PendingVideo(String uri, PeriodModel model, List<Integer> strides, InstantSource clock) {
    this.uri = uri;
    this.model = model;
    this.strides = strides;
    this.clock = clock;
  }

  void opened(VideoInfo video) {
    info = video;
  }

  /** Where it is written down which frames there are and which of them the model is shown. */
  FrameLog log() {
    return log;
  }

  void called(CompletableFuture<TimedScores> call) {
    calls.add(call);
  }

  void calledPadding(CompletableFuture<TimedScores> call) {
    paddingCall = call;
  }

  /** Something is wrong, but the frames that there are still count. */
  void fail(Stage stage, String error, String message) {
    failures.add(new Failure(uri, stage, error, message, 1, clock.instant()));
  }

  /** Something is wrong, and what there is must not be counted. */
  void abandon(Stage stage, String error, String message) {
    fail(stage, error, message);
    abandoned = true;
  }

  /** Whether it is known already that there will be no scores. */
  boolean isLost() {
    return abandoned || calls.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
  }

  /** Waits for the answers. */
  VideoOutcome await() throws InterruptedException {
    Optional<VideoScores> scores = Optional.empty();
    if (info != null && log.frames() > 0 && !abandoned) {
      try {
        scores = Optional.of(scores(info));
      } catch (ExecutionException e) {
        failures.add(failureOf(e.getCause()));
      } catch (UnexpectedAnswerException e) {
        failures.add(failureOf(e));
      }
    }
    return new VideoOutcome(scores, failures, log.frames(), callNanos);
  }

  private VideoScores scores(VideoInfo video) throws ExecutionException, InterruptedException {
    ScoreAssembly assembly = new ScoreAssembly(model.windowRows());
    for (CompletableFuture<TimedScores> call : calls) {
      assembly.add(answer(call));
    }
    KeptFrames kept = log.kept();
    List<StrideScores> scores = assembly.strides(strides, kept.count());
    ScoreRows padding =
        paddingCall == null ? ScoreRows.none(assembly.classes()) : answer(paddingCall).rows();
    return new VideoScores(
        facts(video), kept, model.version(), model.windowRows(), scores, padding);
  }

  private WindowScores answer(CompletableFuture<TimedScores> call)
      throws ExecutionException, InterruptedException {
    TimedScores answer = call.get();
    callNanos.add(answer.nanos());
    return answer.scores();
  }

  private VideoFacts facts(VideoInfo video) {
    FrameSeries times = log.times();
    double rate = video.framesPerSecond();
    double lastSeconds = times.get(times.size() - 1);
    if (rate == 0 && lastSeconds > 0) {
      rate = (times.size() - 1) / lastSeconds;
    }
    return new VideoFacts(uri, rate, video.width(), video.height(), times);
  }

  /** Failures of the call itself become rows; anything else is a fault of the program. */
  private Failure failureOf(@Nullable Throwable cause) {
    if (cause instanceof PredictorException failed) {
      return new Failure(
          uri,
          Stage.INFER,
          failed.code(),
          String.valueOf(failed.getMessage()),
          Math.max(1, failed.attempts()),
          clock.instant());
    }
    if (cause instanceof UnexpectedAnswerException unexpected) {
      return new Failure(
          uri,
          Stage.INFER,
          "UNEXPECTED_ANSWER",
          String.valueOf(unexpected.getMessage()),
          1,
          clock.instant());
    }
    throw new IllegalStateException("a call for " + uri + " failed", cause);
  }
}
