package dev.strobe.server.requestlog;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.server.servable.ForwardingServable;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.wire.TensorProtos;
import java.util.HashSet;
import java.util.Optional;

/** A leased servable whose runs are logged as Predict requests. */
record LoggedServable(ServableId id, Servable servable, RequestLogs logs)
    implements ForwardingServable {

  @Override
  public void run(Run run) {
    Optional<RequestSample> sample = logs.sample(id, LoggedRun.bytes(run.inputs()));
    servable.run(sample.map(taken -> logged(run, taken)).orElse(run));
  }

  /** Copies the inputs, which the servable closes. */
  private Run logged(Run run, RequestSample sample) {
    try {
      return new LoggedRun(run, request(run), sample);
    } catch (OutOfMemoryError e) {
      sample.discard();
      return run;
    }
  }

  private PredictRequest request(Run run) {
    var request = PredictRequest.newBuilder();
    request.setModelSpec(
        ModelSpec.newBuilder().setName(id.name()).setSignatureName(run.signature().name()));
    run.inputs().forEach((alias, tensor) -> request.putInputs(alias, TensorProtos.encode(tensor)));
    if (!run.signature().outputs().keySet().equals(new HashSet<>(run.outputs()))) {
      request.addAllOutputFilter(run.outputs());
    }
    return request.build();
  }

  /** The lease is what is given back, not this. */
  @Override
  public void close() {
    throw new IllegalStateException("a leased servable is not closed by its user");
  }
}
