package dev.strobe.server.metrics;

import dev.strobe.server.observation.CallRecord;
import dev.strobe.server.observation.CallSink;
import dev.strobe.server.observation.Protocol;
import dev.strobe.server.servable.ServableId;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls. Only models that the server has, and signatures that their versions have, are
 * counted by name; what else clients ask for goes to the model {@code ""}.
 */
final class CallMetrics implements CallSink {
  private final TensorFlowMetrics tensorFlow;
  private final StrobeMetrics strobe;
  private final Map<String, ModelCells> models = new ConcurrentHashMap<>();
  private final Map<ServableId, Map<String, SignatureCells>> versions = new ConcurrentHashMap<>();
  private final ModelCells unknown;
  private final LongAdder grpc = new LongAdder();
  private final LongAdder rest = new LongAdder();

  CallMetrics(TensorFlowMetrics tensorFlow, StrobeMetrics strobe) {
    this.tensorFlow = tensorFlow;
    this.strobe = strobe;
    this.unknown = new ModelCells(tensorFlow, "");
  }

  /** The server has a model of this name from now on. */
  void know(String model) {
    models.computeIfAbsent(model, name -> new ModelCells(tensorFlow, name));
  }

  /** The server has a version with these signatures from now on. */
  void add(ServableId id, Set<String> signatures) {
    Map<String, SignatureCells> cells = new HashMap<>();
    signatures.forEach(name -> cells.put(name, new SignatureCells(strobe, id, name)));
    versions.put(id, Map.copyOf(cells));
  }

  /** The version is gone. */
  void remove(ServableId id) {
    versions.remove(id);
  }

  void showInFlight(GaugeWithCallback.Callback values) {
    values.call((double) grpc.sum(), Protocol.GRPC.name());
    values.call((double) rest.sum(), Protocol.REST.name());
  }

  @Override
  public void began(CallRecord call) {
    inFlight(call).increment();
  }

  private LongAdder inFlight(CallRecord call) {
    return switch (call.origin().protocol()) {
      case GRPC -> grpc;
      case REST -> rest;
    };
  }

  @Override
  public void ended(CallRecord call) {
    inFlight(call).decrement();
    String api = call.api().orElse(null);
    if (api != null) {
      models.getOrDefault(call.model(), unknown).ended(call, api);
    }
    SignatureCells cells = call.id().isPresent() ? signature(call, call.id().get()) : null;
    if (cells != null) {
      cells.ended(call);
    }
  }

  private @Nullable SignatureCells signature(CallRecord call, ServableId id) {
    Map<String, SignatureCells> signatures = versions.get(id);
    return signatures == null ? null : signatures.get(call.signature());
  }
}
