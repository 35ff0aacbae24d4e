package dev.strobe.server;

import dev.strobe.protos.serving.PredictionLog.LogTypeCase;
import dev.strobe.server.batching.BatchScheduler;
import dev.strobe.server.batching.BatchingLoader;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.execution.PacedLoader;
import dev.strobe.server.execution.ProcessorShares;
import dev.strobe.server.savedmodel.OperationThreads;
import dev.strobe.server.savedmodel.SavedModelLoader;
import dev.strobe.server.servable.ServableLoader;
import dev.strobe.server.source.FetchingLoader;
import dev.strobe.server.tensor.TensorAllocator;
import dev.strobe.server.warmup.LogReplay;
import dev.strobe.server.warmup.LogReplays;
import dev.strobe.server.warmup.WarmupConfig;
import dev.strobe.server.warmup.WarmupLoader;
import java.util.Map;

/**
 * What a version goes through before it serves, as loaders around loaders: TensorFlow's session,
 * the threads of its runs, batching, warm-up, and before all of it a copy of what lies elsewhere.
 */
final class LoaderChain {
  private final ServerConfig config;
  private final ServerThreads threads;
  private final TensorAllocator allocator;
  private final Observability observability;

  LoaderChain(
      ServerConfig config,
      ServerThreads threads,
      TensorAllocator allocator,
      Observability observability) {
    this.config = config;
    this.threads = threads;
    this.allocator = allocator;
    this.observability = observability;
  }

  ServableLoader loader() {
    ServableLoader sessions =
        observability.savedModels(new SavedModelLoader(config.runs().savedModels(), allocator));
    ServableLoader paced =
        new PacedLoader(sessions, config.runs().execution(), observability::runs, shares());
    ServableLoader batched =
        config.runs().batching().map(settings -> batched(paced, settings)).orElse(paced);
    ServableLoader warmedUp =
        config.loading().warmup().map(warmup -> warmedUp(batched, warmup)).orElse(batched);
    return new FetchingLoader(observability.models(considerate(warmedUp)));
  }

  /** Has the event loops go before a load when calls come. */
  private ServableLoader considerate(ServableLoader loader) {
    return (id, path) -> threads.slices().shortDuring(() -> loader.load(id, path));
  }

  private static ProcessorShares shares() {
    return new ProcessorShares(Runtime.getRuntime().availableProcessors(), OperationThreads::limit);
  }

  private ServableLoader batched(ServableLoader loader, BatchingSettings settings) {
    var scheduler =
        new BatchScheduler(
            settings.numBatchThreads(), threads.batches(), threads.delays(), System::nanoTime);
    return new BatchingLoader(loader, settings, scheduler, allocator, observability::batches);
  }

  private ServableLoader warmedUp(ServableLoader loader, WarmupConfig warmup) {
    return new WarmupLoader(loader, warmup, replays(), observability.warmups());
  }

  /** How recorded requests are made again, by the kind of their log. */
  private Map<LogTypeCase, LogReplay> replays() {
    return LogReplays.of(allocator, threads.timer(), config.runs().methodNames());
  }
}
