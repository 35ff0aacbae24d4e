package dev.strobe.server.metrics;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.observation.CallRecord;
import dev.strobe.server.observation.Protocol;
import dev.strobe.server.status.Code;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What TensorFlow Serving counts of the calls for one model, looked up once and then kept. */
final class ModelCells {
  private static final double MICRO = 1e-3;

  private final TensorFlowMetrics metrics;
  private final String name;
  private final CodeCells requests;
  private final Map<Protocol, Map<String, Latency>> latencies = new EnumMap<>(Protocol.class);

  ModelCells(TensorFlowMetrics metrics, String name) {
    this.metrics = metrics;
    this.name = name;
    this.requests = new CodeCells(code -> metrics.requests.labelValues(name, code.name()));
    for (Protocol protocol : Protocol.values()) {
      latencies.put(protocol, new ConcurrentHashMap<>());
    }
  }

  /** Counts a call that has ended. */
  void ended(CallRecord call, String api) {
    Protocol protocol = call.origin().protocol();
    if (api.isEmpty() && protocol == Protocol.GRPC) {
      return;
    }
    requests.count(call.code());
    if (call.code() == Code.OK) {
      latency(protocol, api).observe(call);
    }
  }

  private Latency latency(Protocol protocol, String api) {
    Map<String, Latency> byApi = requireNonNull(latencies.get(protocol));
    Latency known = byApi.get(api);
    return known == null ? byApi.computeIfAbsent(api, a -> newLatency(protocol, a)) : known;
  }

  private Latency newLatency(Protocol protocol, String api) {
    String runApi =
        api.isEmpty() ? "" : api.substring(0, 1).toUpperCase(Locale.ROOT) + api.substring(1);
    return new Latency(
        metrics.requestLatency.labelValues(name, api, protocol.name()),
        api.isEmpty() ? null : metrics.runtimeLatency.labelValues(name, runApi, "TF1"));
  }

  private record Latency(DistributionDataPoint request, @Nullable DistributionDataPoint run) {

    void observe(CallRecord call) {
      request.observe(call.totalNanos() * MICRO);
      long computeNanos = call.computeNanos();
      if (run != null && computeNanos >= 0) {
        run.observe((call.queueNanos() + computeNanos) * MICRO);
      }
    }
  }
}
