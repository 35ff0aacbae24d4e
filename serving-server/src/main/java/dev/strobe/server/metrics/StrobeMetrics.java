package dev.strobe.server.metrics;

import dev.strobe.server.servable.ServableId;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;

/** The metrics of our own; times are in seconds. {@code docs/observability.md} tells of each. */
final class StrobeMetrics {
  private static final Bounds SECONDS = new Bounds(1e-5, 2, 23);
  private static final Bounds LOAD_SECONDS = new Bounds(0.01, 2, 16);
  private static final Bounds ROWS = new Bounds(1, 2, 14);

  final Counter requests;
  final Histogram requestSeconds;
  final Histogram queueSeconds;
  final Histogram computeSeconds;
  final Histogram batchRows;
  final Counter paddingRows;
  final Counter droppedRuns;
  final Counter loads;
  final Histogram loadSeconds;

  StrobeMetrics(Instruments in) {
    requests =
        in.counter(
            "strobe_requests_total",
            "Requests that a version was asked to run, by how they ended.",
            "model",
            "version",
            "signature",
            "protocol",
            "code");
    requestSeconds =
        in.histogram(
            "strobe_request_seconds",
            "From a request's beginning to its answer, of those that ended well.",
            SECONDS,
            "model",
            "version",
            "signature",
            "protocol");
    queueSeconds =
        in.histogram(
            "strobe_queue_seconds",
            "From when a request was checked until the model began to run for it.",
            SECONDS,
            "model",
            "version",
            "signature");
    computeSeconds =
        in.histogram(
            "strobe_compute_seconds",
            "How long the model ran for a request and those in its batch.",
            SECONDS,
            "model",
            "version",
            "signature");
    batchRows =
        in.histogram(
            "strobe_batch_rows", "Rows of a batch, without padding.", ROWS, "model", "version");
    paddingRows =
        in.counter(
            "strobe_batch_padding_rows_total",
            "Rows added to batches to make them as large as allowed.",
            "model",
            "version");
    droppedRuns =
        in.counter(
            "strobe_runs_dropped_total",
            "Runs dropped before they began: nobody waited any more, or too many did.",
            "model",
            "version");
    loads =
        in.counter("strobe_model_loads_total", "Ended tries to load a version.", "model", "code");
    loadSeconds =
        in.histogram(
            "strobe_model_load_seconds",
            "How long successful loads took, with warming up.",
            LOAD_SECONDS,
            "model");
  }

  /** Shows nothing more of a version that is gone. */
  void forget(ServableId id) {
    String version = Long.toString(id.version());
    requests.removeIf(labels -> isOf(id.name(), version, labels));
    requestSeconds.removeIf(labels -> isOf(id.name(), version, labels));
    queueSeconds.removeIf(labels -> isOf(id.name(), version, labels));
    computeSeconds.removeIf(labels -> isOf(id.name(), version, labels));
    batchRows.removeIf(labels -> isOf(id.name(), version, labels));
    paddingRows.removeIf(labels -> isOf(id.name(), version, labels));
    droppedRuns.removeIf(labels -> isOf(id.name(), version, labels));
  }

  private static boolean isOf(String model, String version, List<String> labels) {
    return labels.get(0).equals(model) && labels.get(1).equals(version);
  }
}
