package dev.strobe.server.warmup;

import dev.strobe.protos.serving.PredictionLog.LogTypeCase;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/** How the requests that can be replayed are, by the kind of their log. */
public final class LogReplays {

  private LogReplays() {}

  /**
   * All of them, as a front end would make the calls, without a deadline.
   *
   * @param allocator where their tensors stand
   * @param timer as for {@link Prediction}
   */
  public static Map<LogTypeCase, LogReplay> of(
      TensorAllocator allocator, ScheduledExecutorService timer, MethodNames methodNames) {
    Function<ServableCatalog, Prediction> predictions =
        version -> new Prediction(version, timer, methodNames);
    var examples = new ExampleReplays(predictions, methodNames);
    return Map.of(
        LogTypeCase.PREDICT_LOG, new PredictReplay(allocator, predictions),
        LogTypeCase.CLASSIFY_LOG, examples::classify,
        LogTypeCase.REGRESS_LOG, examples::regress,
        LogTypeCase.MULTI_INFERENCE_LOG, examples::infer);
  }
}
