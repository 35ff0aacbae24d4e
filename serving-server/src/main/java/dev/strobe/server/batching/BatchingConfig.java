package dev.strobe.server.batching;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How runs are batched: TensorFlow Serving's {@code BatchingParameters}, with its checks and texts.
 * Sizes are in rows, a row being one index of dimension 0.
 *
 * @param maxBatchSize the most rows of one run, and of a batch unless large runs are split
 * @param batchTimeout how long the first run of a batch waits for others; zero for no longer than
 *     it must
 * @param maxEnqueuedBatches the most batches of one kind that wait
 * @param numBatchThreads the most batches that run at once, over all models
 * @param threadPoolName what their threads are called by
 * @param allowedBatchSizes the sizes that a batch is padded to, ascending; empty for any size
 * @param differingShapes what becomes of runs whose inputs differ beyond dimension 0
 * @param largeRuns what becomes of runs of more than {@code maxBatchSize} rows
 * @param maxExecutionBatchSize the most rows of a batch
 * @param latencyTarget ours: if present, timeout and size of batches are learned, so that outputs
 *     come within this time of their run, and {@code batchTimeout} is of no meaning
 */
public record BatchingConfig(
    int maxBatchSize,
    Duration batchTimeout,
    int maxEnqueuedBatches,
    int numBatchThreads,
    String threadPoolName,
    List<Integer> allowedBatchSizes,
    DifferingShapes differingShapes,
    LargeRuns largeRuns,
    int maxExecutionBatchSize,
    Optional<Duration> latencyTarget) {

  /** What becomes of runs whose inputs differ in dimensions after the first. */
  public enum DifferingShapes {
    /** They go to batches of their own. */
    APART,
    /** They are padded to the largest, each tensor with its own first element. */
    PADDED
  }

  /** What becomes of runs with too many rows. */
  public enum LargeRuns {
    REFUSED,
    SPLIT
  }

  private static final int DEFAULT_SIZE = 1000;
  private static final int DEFAULT_ENQUEUED = 10;
  private static final String DEFAULT_POOL_NAME = "model_server_batch_threads";
  private static final long MAX_TIMEOUT_MICROS = Duration.ofDays(365).toNanos() / 1000;

  public BatchingConfig {
    requireNonNull(threadPoolName, "threadPoolName");
    requireNonNull(differingShapes, "differingShapes");
    requireNonNull(largeRuns, "largeRuns");
    allowedBatchSizes = List.copyOf(allowedBatchSizes);
    require(maxBatchSize > 0, "max_batch_size must be positive; was " + maxBatchSize);
    require(
        !batchTimeout.isNegative(),
        "batch_timeout_micros must be non-negative; was " + batchTimeout.toNanos() / 1000);
    require(
        maxEnqueuedBatches >= 0,
        "max_enqueued_batches must be non-negative; was " + maxEnqueuedBatches);
    require(numBatchThreads > 0, "num_batch_threads must be positive; was " + numBatchThreads);
    require(
        maxExecutionBatchSize > 0 && maxExecutionBatchSize <= maxBatchSize,
        "max_execution_batch_size must be positive and no more than max_batch_size %d; was %d"
            .formatted(maxBatchSize, maxExecutionBatchSize));
    requireSizes(allowedBatchSizes, maxExecutionBatchSize);
    require(
        latencyTarget.isEmpty() || latencyTarget.get().compareTo(Duration.ZERO) > 0,
        "the latency target of batching must be positive; was " + latencyTarget);
  }

  private static void requireSizes(List<Integer> sizes, int last) {
    for (int i = 1; i < sizes.size(); i++) {
      require(
          sizes.get(i) > sizes.get(i - 1), "allowed_batch_sizes must be ascending; was " + sizes);
    }
    require(
        sizes.isEmpty() || sizes.get(0) > 0, "allowed_batch_sizes must be positive; was " + sizes);
    require(
        sizes.isEmpty() || sizes.get(sizes.size() - 1) == last,
        "Last entry in allowed_batch_sizes must match max_batch_size; last entry was %s; expected %d"
            .formatted(sizes.isEmpty() ? "" : sizes.get(sizes.size() - 1), last));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ServingException(Code.INVALID_ARGUMENT, message);
    }
  }

  /** Up to 1000 rows, no waiting, ten batches enqueued, a thread per core. */
  public static BatchingConfig defaults() {
    return of(BatchingParameters.getDefaultInstance());
  }

  /**
   * What the parameters say, with TensorFlow Serving's defaults for the rest.
   *
   * @throws ServingException INVALID_ARGUMENT naming what is not allowed
   */
  public static BatchingConfig of(BatchingParameters given) {
    int maxBatchSize =
        given.hasMaxBatchSize()
            ? integer("max_batch_size", given.getMaxBatchSize().getValue())
            : DEFAULT_SIZE;
    boolean split = given.getEnableLargeBatchSplitting().getValue();
    return new BatchingConfig(
        maxBatchSize,
        timeout(given.getBatchTimeoutMicros()),
        given.hasMaxEnqueuedBatches()
            ? integer("max_enqueued_batches", given.getMaxEnqueuedBatches().getValue())
            : DEFAULT_ENQUEUED,
        given.hasNumBatchThreads()
            ? integer("num_batch_threads", given.getNumBatchThreads().getValue())
            : Runtime.getRuntime().availableProcessors(),
        given.hasThreadPoolName() ? given.getThreadPoolName().getValue() : DEFAULT_POOL_NAME,
        given.getAllowedBatchSizesList().stream()
            .map(size -> integer("allowed_batch_sizes", size))
            .toList(),
        given.getPadVariableLengthInputs() ? DifferingShapes.PADDED : DifferingShapes.APART,
        split ? LargeRuns.SPLIT : LargeRuns.REFUSED,
        split && given.hasMaxExecutionBatchSize()
            ? integer("max_execution_batch_size", given.getMaxExecutionBatchSize().getValue())
            : maxBatchSize,
        Optional.empty());
  }

  private static int integer(String name, long value) {
    require(value == (int) value, name + " must fit 32 bits; was " + value);
    return (int) value;
  }

  private static Duration timeout(Int64Value micros) {
    require(
        Math.abs(micros.getValue()) <= MAX_TIMEOUT_MICROS,
        "batch_timeout_micros must be at most %d; was %d"
            .formatted(MAX_TIMEOUT_MICROS, micros.getValue()));
    return Duration.ofNanos(micros.getValue() * 1000);
  }

  /** The same, with size and timeout learned against a target. */
  public BatchingConfig withLatencyTarget(Duration newLatencyTarget) {
    return new BatchingConfig(
        maxBatchSize,
        batchTimeout,
        maxEnqueuedBatches,
        numBatchThreads,
        threadPoolName,
        allowedBatchSizes,
        differingShapes,
        largeRuns,
        maxExecutionBatchSize,
        Optional.of(newLatencyTarget));
  }

  /** The first allowed size of at least {@code rows}, which are no more than a batch holds. */
  int paddedSize(int rows) {
    for (int size : allowedBatchSizes) {
      if (size >= rows) {
        return size;
      }
    }
    return rows;
  }
}
