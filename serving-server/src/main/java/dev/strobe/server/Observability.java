package dev.strobe.server;

import dev.strobe.server.accesslog.AccessLog;
import dev.strobe.server.batching.BatcherMetrics;
import dev.strobe.server.execution.RunMetrics;
import dev.strobe.server.metrics.PrometheusMetrics;
import dev.strobe.server.observation.CallSink;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.requestlog.RequestLogs;
import dev.strobe.server.rest.MetricsPage;
import dev.strobe.server.servable.ReportedLoader;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLoader;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.tracing.Tracing;
import dev.strobe.server.warmup.WarmupMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the parts of a server report to, of which there is as much as was configured. Where nobody
 * is interested a part gets something that does nothing.
 */
final class Observability implements AutoCloseable {
  private final Optional<String> metricsPath;
  private final Optional<PrometheusMetrics> metrics;
  private final Optional<Tracing> tracing;
  private final Optional<AccessLog> accessLog;

  private Observability(
      Optional<String> metricsPath, Optional<Tracing> tracing, Optional<AccessLog> accessLog) {
    this.metricsPath = metricsPath;
    this.metrics = metricsPath.map(path -> new PrometheusMetrics());
    this.tracing = tracing;
    this.accessLog = accessLog;
  }

  /**
   * Starts what is configured.
   *
   * @throws dev.strobe.server.status.ServingException UNAVAILABLE if the access log cannot be
   *     opened
   */
  static Observability start(ObservabilityConfig config) {
    Optional<AccessLog> accessLog = config.accessLog().map(AccessLog::start);
    try {
      return new Observability(
          config.metricsPath(), config.tracing().map(Tracing::start), accessLog);
    } catch (RuntimeException e) {
      accessLog.ifPresent(AccessLog::close);
      throw e;
    }
  }

  /** Calls are counted, then traced, then logged with the trace they belong to. */
  Calls calls() {
    List<CallSink> sinks = new ArrayList<>();
    metrics.ifPresent(known -> sinks.add(known.calls()));
    tracing.ifPresent(sinks::add);
    accessLog.ifPresent(sinks::add);
    return sinks.isEmpty() ? Calls.unobserved() : new Calls(sinks);
  }

  /** Counts the loads of the loader of SavedModels. */
  ServableLoader savedModels(ServableLoader loader) {
    return metrics
        .<ServableLoader>map(known -> new ReportedLoader(loader, known.savedModelLoads()))
        .orElse(loader);
  }

  /** Counts the loads of the loader that the registry is given. */
  ServableLoader models(ServableLoader loader) {
    return metrics
        .<ServableLoader>map(known -> new ReportedLoader(loader, known.modelLoads()))
        .orElse(loader);
  }

  RunMetrics runs(ServableId id) {
    return metrics.map(known -> known.runs(id)).orElse(RunMetrics.NONE);
  }

  BatcherMetrics batches(ServableId id) {
    return metrics.map(known -> known.batches(id)).orElse(BatcherMetrics.NONE);
  }

  WarmupMetrics warmups() {
    return metrics.map(PrometheusMetrics::warmups).orElse(WarmupMetrics.NONE);
  }

  /** Shows what others count by themselves. Called once. */
  void follow(ServableRegistry registry, Prediction prediction, Optional<RequestLogs> requestLogs) {
    metrics.ifPresent(
        known -> {
          known.follow(registry);
          requestLogs.ifPresent(logs -> known.follow(logs.counts()));
          known.show(
              "strobe_runs_abandoned_total",
              "Runs whose answer nobody waited for any more when it came.",
              prediction::abandonedRuns);
          accessLog.ifPresent(
              log ->
                  known.show(
                      "strobe_access_log_dropped_lines_total",
                      "Calls that the access log does not have.",
                      log::dropped));
        });
  }

  /** The value of a counter by TensorFlow's name for it; 0 while nothing is counted. */
  long counter(String name) {
    return metrics.map(known -> known.counter(name)).orElse(0L);
  }

  Optional<MetricsPage> page() {
    return metricsPath.flatMap(
        path ->
            metrics.map(
                known -> new MetricsPage(path, PrometheusMetrics.CONTENT_TYPE, known::page)));
  }

  /** Writes out what waits. */
  @Override
  public void close() {
    tracing.ifPresent(Tracing::close);
    accessLog.ifPresent(AccessLog::close);
  }
}
