package dev.strobe.server.metrics;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.observation.CallRecord;
import dev.strobe.server.observation.Protocol;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.EnumMap;
import java.util.Map;

/** What we count of the calls for one signature of a version, looked up once and then kept. */
final class SignatureCells {
  private static final double SECOND = 1e-9;

  private final Map<Protocol, ProtocolCells> protocols = new EnumMap<>(Protocol.class);
  private final DistributionDataPoint queue;
  private final DistributionDataPoint compute;

  SignatureCells(StrobeMetrics metrics, ServableId id, String signature) {
    String version = Long.toString(id.version());
    this.queue = metrics.queueSeconds.labelValues(id.name(), version, signature);
    this.compute = metrics.computeSeconds.labelValues(id.name(), version, signature);
    for (Protocol protocol : Protocol.values()) {
      protocols.put(protocol, cells(metrics, id.name(), version, signature, protocol.name()));
    }
  }

  private static ProtocolCells cells(
      StrobeMetrics metrics, String model, String version, String signature, String protocol) {
    return new ProtocolCells(
        new CodeCells(
            code -> metrics.requests.labelValues(model, version, signature, protocol, code.name())),
        metrics.requestSeconds.labelValues(model, version, signature, protocol));
  }

  /** Counts a call that has ended. */
  void ended(CallRecord call) {
    ProtocolCells cells = requireNonNull(protocols.get(call.origin().protocol()));
    cells.requests.count(call.code());
    if (call.code() == Code.OK) {
      cells.seconds.observe(call.totalNanos() * SECOND);
    }
    long computeNanos = call.computeNanos();
    if (computeNanos >= 0) {
      queue.observe(call.queueNanos() * SECOND);
      compute.observe(computeNanos * SECOND);
    }
  }

  private record ProtocolCells(CodeCells requests, DistributionDataPoint seconds) {}
}
