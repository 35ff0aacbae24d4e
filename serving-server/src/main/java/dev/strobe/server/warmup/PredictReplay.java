package dev.strobe.server.warmup;

import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.server.prediction.PredictCall;
import dev.strobe.server.prediction.PredictResult;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.tensor.TensorAllocator;
import dev.strobe.server.wire.IncomingPredict;
import dev.strobe.server.wire.ModelSpecs;
import dev.strobe.server.wire.PredictRequestReader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Replays Predict requests as a front end would make them, without a deadline. */
final class PredictReplay implements LogReplay {
  private final PredictRequestReader reader;
  private final Function<ServableCatalog, Prediction> predictions;

  /**
   * A replay of its own requests.
   *
   * @param allocator where their tensors stand
   * @param predictions makes the use case over a version
   */
  PredictReplay(TensorAllocator allocator, Function<ServableCatalog, Prediction> predictions) {
    this.reader = new PredictRequestReader(allocator);
    this.predictions = predictions;
  }

  @Override
  public CompletableFuture<?> replay(PredictionLog log, ServableCatalog version) {
    PredictRequest request = log.getPredictLog().getRequest();
    IncomingPredict incoming = reader.read(request.toByteString().newInput());
    if (incoming.failure().isPresent()) {
      incoming.discard();
      return CompletableFuture.failedFuture(incoming.failure().get());
    }
    var call =
        new PredictCall(
            ModelSpecs.toRef(request.getModelSpec()),
            request.getModelSpec().getSignatureName(),
            incoming.inputs(),
            incoming.outputFilter(),
            Deadline.none());
    return predictions.apply(version).predict(call).thenAccept(PredictResult::close);
  }
}
