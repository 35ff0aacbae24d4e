package dev.strobe.transforms.infer;

import dev.strobe.transforms.predictor.Predictor;
import java.util.concurrent.CompletableFuture;

/** A model that is connected, and the bound on calls to it. Safe for use by many threads. */
record ModelSession(PeriodModel model, Predictor predictor, CallLimit limit)
    implements AutoCloseable {

  /** Connects and asks what the model is. */
  static ModelSession connect(Predictor.Factory factory, InferConfig config) {
    Predictor predictor = factory.create();
    try {
      PeriodModel model = PeriodModel.of(predictor.describe());
      return new ModelSession(
          model, predictor, new CallLimit(config.maxCalls(), config.maxBytes()));
    } catch (RuntimeException e) {
      try {
        predictor.close();
      } catch (RuntimeException onClose) {
        e.addSuppressed(onClose);
      }
      throw e;
    }
  }

  /** Starts a call as soon as the limit lets it. */
  CompletableFuture<TimedScores> call(PeriodRequest request) throws InterruptedException {
    PeriodRequest.AnswerReader reader = request.reader();
    long weight = request.bytes();
    limit.acquire(weight);
    long start = System.nanoTime();
    boolean started = false;
    try {
      CompletableFuture<TimedScores> answer =
          predictor
              .predict(request.signature(), request.inputs())
              .whenComplete((outputs, failure) -> limit.release(weight))
              .thenApply(
                  outputs ->
                      new TimedScores(reader.read(new Answer(outputs)), System.nanoTime() - start));
      started = true;
      return answer;
    } finally {
      if (!started) {
        limit.release(weight);
      }
    }
  }

  @Override
  public void close() {
    predictor.close();
  }

  /** Scores, and how long the call took. */
  record TimedScores(WindowScores scores, long nanos) {}
}
