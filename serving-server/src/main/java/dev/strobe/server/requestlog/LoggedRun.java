package dev.strobe.server.requestlog;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictLog;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.server.servable.ForwardingRun;
import dev.strobe.server.servable.Run;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.wire.TensorProtos;
import java.util.Map;

/**
 * A run that is logged if it succeeds: a request that failed would keep a version it is to warm up
 * from being served.
 */
record LoggedRun(Run run, PredictRequest request, RequestSample sample) implements ForwardingRun {

  @Override
  public void succeed(Map<String, Tensor> outputs) {
    try {
      log(outputs);
    } catch (OutOfMemoryError e) {
      sample.discard();
    }
    run.succeed(outputs);
  }

  private void log(Map<String, Tensor> outputs) {
    var log = PredictLog.newBuilder().setRequest(request);
    if (sample.hasRoomFor(bytes(outputs))) {
      log.setResponse(response(outputs));
    }
    sample.log(
        PredictionLog.newBuilder().setPredictLog(log), request.getModelSpec().getSignatureName());
  }

  private PredictResponse response(Map<String, Tensor> outputs) {
    var response = PredictResponse.newBuilder().setModelSpec(answered());
    outputs.forEach((alias, tensor) -> response.putOutputs(alias, TensorProtos.encode(tensor)));
    return response.build();
  }

  private ModelSpec answered() {
    return request.getModelSpec().toBuilder().setVersion(Int64Value.of(sample.version())).build();
  }

  @Override
  public void fail(ServingException failure) {
    sample.discard();
    run.fail(failure);
  }

  /** What copies of these take. */
  static long bytes(Map<String, Tensor> tensors) {
    long bytes = 0;
    for (Tensor tensor : tensors.values()) {
      bytes += tensor.contentBytes();
    }
    return bytes;
  }
}
