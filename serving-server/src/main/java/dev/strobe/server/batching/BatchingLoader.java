package dev.strobe.server.batching;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLoader;
import dev.strobe.server.tensor.TensorAllocator;
import java.nio.file.Path;
import java.util.Optional;

/** Loads servables that run in batches. */
public final class BatchingLoader implements ServableLoader {
  private final ServableLoader loader;
  private final VersionBatching batching;
  private final BatchScheduler scheduler;
  private final TensorAllocator allocator;
  private final BatcherMetrics.Factory metrics;

  /**
   * Loads by {@code loader}.
   *
   * @param allocator where the inputs of batches stand
   */
  public BatchingLoader(
      ServableLoader loader,
      VersionBatching batching,
      BatchScheduler scheduler,
      TensorAllocator allocator,
      BatcherMetrics.Factory metrics) {
    this.loader = requireNonNull(loader, "loader");
    this.batching = requireNonNull(batching, "batching");
    this.scheduler = requireNonNull(scheduler, "scheduler");
    this.allocator = requireNonNull(allocator, "allocator");
    this.metrics = requireNonNull(metrics, "metrics");
  }

  @Override
  public Servable load(ServableId id, Path path) {
    Optional<BatchingConfig> config = batching.of(path);
    Servable servable = loader.load(id, path);
    return config.isPresent() ? batched(servable, config.get(), metrics.of(id)) : servable;
  }

  private Servable batched(Servable servable, BatchingConfig config, BatcherMetrics metrics) {
    var runner = new BatchRunner(servable, config, allocator, metrics, scheduler.clock());
    BatchLimits limits =
        config.latencyTarget().isPresent()
            ? new AdaptiveLimits(
                config.latencyTarget().get().toNanos(), config.maxExecutionBatchSize())
            : BatchLimits.fixed(config);
    return new BatchingServable(runner, limits, scheduler);
  }
}
