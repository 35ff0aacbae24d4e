package dev.strobe.server.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;

/**
 * The metrics that TensorFlow Serving has, by its names, labels and buckets; times are in
 * microseconds. {@code docs/observability.md} tells what each means.
 */
final class TensorFlowMetrics {
  private static final String SERVING = ":tensorflow:serving:";
  private static final String BATCHING = SERVING + "batching_session:";
  private static final String SAVED_MODEL = ":tensorflow:cc:saved_model:";
  private static final String CORE = ":tensorflow:core:";
  private static final String NO_HELP = "";
  private static final Bounds LATENCY = new Bounds(10, 1.8, 33);
  private static final Bounds ROWS = new Bounds(1, 2, 14);
  private static final Bounds BYTES = new Bounds(1, 4, 14);

  final Counter requests;
  final Histogram requestLatency;
  final Histogram runtimeLatency;
  final Histogram warmupLatency;
  final Counter warmupRecords;
  final Histogram queuingLatency;
  final Counter batches;
  final Histogram paddingSize;
  final Histogram inputBatchSize;
  final Histogram processedBatchSize;
  final Counter loadAttempts;
  final Counter loadLatency;
  final Counter graphRuns;
  final Counter graphRunTime;
  final Histogram graphRunTimes;
  final Histogram graphRunInputBytes;

  TensorFlowMetrics(Instruments in) {
    requests = in.counter(SERVING + "request_count", NO_HELP, "model_name", "status");
    requestLatency =
        in.histogram(
            SERVING + "request_latency", NO_HELP, LATENCY, "model_name", "API", "entrypoint");
    runtimeLatency =
        in.histogram(SERVING + "runtime_latency", NO_HELP, LATENCY, "model_name", "API", "runtime");
    warmupLatency =
        in.histogram(SERVING + "model_warmup_latency", NO_HELP, LATENCY, "model_path", "status");
    warmupRecords =
        in.counter(SERVING + "model_warmup_records_read", NO_HELP, "model_path", "status");
    queuingLatency =
        in.histogram(
            BATCHING + "queuing_latency", NO_HELP, new Bounds(100, 1.2, 52), "thread_pool_name");
    batches = in.counter(BATCHING + "wrapped_run_count", NO_HELP);
    paddingSize = in.histogram(BATCHING + "padding_size", NO_HELP, ROWS, "execution_batch_size");
    inputBatchSize = in.histogram(BATCHING + "input_batch_size", NO_HELP, ROWS);
    processedBatchSize = in.histogram(BATCHING + "processed_batch_size", NO_HELP, ROWS);
    loadAttempts = in.counter(SAVED_MODEL + "load_attempt_count", NO_HELP, "model_path", "status");
    loadLatency = in.counter(SAVED_MODEL + "load_latency", NO_HELP, "model_path");
    graphRuns = in.counter(CORE + "graph_runs", NO_HELP);
    graphRunTime = in.counter(CORE + "graph_run_time_usecs", NO_HELP);
    graphRunTimes =
        in.histogram(CORE + "graph_run_time_usecs_histogram", NO_HELP, new Bounds(1000, 2, 20));
    graphRunInputBytes = in.histogram(CORE + "graph_run_input_tensor_bytes", NO_HELP, BYTES);
  }

  /** Shows nothing more of a version that is gone. */
  void forget(String path) {
    warmupLatency.removeIf(labels -> labels.get(0).equals(path));
    warmupRecords.removeIf(labels -> labels.get(0).equals(path));
    loadAttempts.removeIf(labels -> labels.get(0).equals(path));
    loadLatency.removeIf(labels -> labels.get(0).equals(path));
  }
}
