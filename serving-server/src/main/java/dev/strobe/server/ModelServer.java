package dev.strobe.server;

import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.configuration.ConfigFilePoll;
import dev.strobe.server.configuration.ServedModels;
import dev.strobe.server.configuration.WatchedConfigFile;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.requestlog.LoggedCatalog;
import dev.strobe.server.requestlog.RequestLogConfig;
import dev.strobe.server.requestlog.RequestLogs;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.source.DirectoryVersionSource;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.TensorAllocator;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model server, alone or within another program: it finds, loads and serves models until it is
 * closed. Safe for use by many threads.
 *
 * <p>In one process clients reach it without a network: {@code
 * InProcessChannelBuilder.forName(server.inProcessName())}.
 */
public final class ModelServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelServer.class);
  private static final long POOLED_SHARE = 8;
  private static final long MAX_POOLED_BYTES = 256L << 20;
  private static final Duration UNLOAD_PATIENCE = Duration.ofSeconds(10);

  private final ServerConfig config;
  private final ServerThreads threads;
  private final ServableRegistry registry;
  private final ServedModels models;
  private final Optional<RequestLogs> logs;
  private final FrontEnds frontEnds;
  private final Observability observability;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ModelServer(
      ServerConfig config,
      ServerThreads threads,
      ServableRegistry registry,
      ServedModels models,
      Optional<RequestLogs> logs,
      FrontEnds frontEnds,
      Observability observability) {
    this.config = config;
    this.threads = threads;
    this.registry = registry;
    this.models = models;
    this.logs = logs;
    this.frontEnds = frontEnds;
    this.observability = observability;
  }

  /**
   * Starts a server. It listens once every model is available or the first try to load it came to
   * nothing, and no later than the configured patience; what is missing then is served as soon as
   * it can be.
   *
   * @throws ServingException UNAVAILABLE if a port cannot be had, or the access log not be opened
   */
  public static ModelServer start(ServerConfig config) {
    Observability observability = Observability.start(config.observability());
    ServerThreads threads =
        ServerThreads.start(
            config.loading().threads(),
            config.runs().batching().orElseGet(BatchingSettings::defaults));
    TensorAllocator allocator =
        TensorAllocator.create(
            Math.min(MAX_POOLED_BYTES, Runtime.getRuntime().maxMemory() / POOLED_SHARE));
    ServableRegistry registry = registry(config, threads, allocator, observability);
    Optional<RequestLogs> logs = config.requestLog().map(log -> logs(log, threads));
    ServableCatalog catalog =
        logs.<ServableCatalog>map(log -> new LoggedCatalog(registry, log)).orElse(registry);
    var prediction = new Prediction(catalog, threads.timer(), config.runs().methodNames());
    observability.follow(registry, prediction, logs);
    ServedModels models = models(config, threads, registry, logs);
    try {
      models.start(config.models());
      new Availability(registry)
          .awaitFirstOutcomes(models.names(), config.loading().startPatience());
      FrontEnds frontEnds =
          FrontEnds.start(config, prediction, registry, models, threads, allocator, observability);
      config.reload().file().ifPresent(file -> poll(file, models, threads.polls()));
      return new ModelServer(config, threads, registry, models, logs, frontEnds, observability);
    } catch (RuntimeException e) {
      models.close();
      unload(registry);
      threads.close();
      observability.close();
      throw e;
    }
  }

  private static ServableRegistry registry(
      ServerConfig config,
      ServerThreads threads,
      TensorAllocator allocator,
      Observability observability) {
    return new ServableRegistry(
        config.loading().transition(),
        new LoaderChain(config, threads, allocator, observability).loader(),
        config.loading().retries(),
        threads.loads(),
        threads.unloads(),
        threads.delays());
  }

  private static ServedModels models(
      ServerConfig config,
      ServerThreads threads,
      ServableRegistry registry,
      Optional<RequestLogs> logs) {
    return new ServedModels(
        registry,
        listener ->
            new DirectoryVersionSource(listener, threads.polls(), config.loading().polling()),
        logs,
        config.reload(),
        threads.delays());
  }

  private static RequestLogs logs(RequestLogConfig config, ServerThreads threads) {
    return new RequestLogs(
        config,
        threads.requestLog(),
        Clock.systemUTC(),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  private static void poll(
      WatchedConfigFile file, ServedModels models, ScheduledExecutorService scheduler) {
    long nanos = file.interval().toNanos();
    Future<?> unused =
        scheduler.scheduleWithFixedDelay(
            new ConfigFilePoll(file.file(), models), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** The name by which gRPC clients of this process reach the server. */
  public String inProcessName() {
    return frontEnds.grpc().inProcessName();
  }

  /** The port of the gRPC interface; empty if there is none. */
  public OptionalInt port() {
    return frontEnds.grpc().port();
  }

  /** The port of the REST interface; empty if there is none. */
  public OptionalInt restPort() {
    return frontEnds.restPort();
  }

  /**
   * Sees that every model to be served is available now.
   *
   * @throws ServingException UNKNOWN naming those that are not, and why
   */
  public void requireAvailable() {
    new Availability(registry).require(models.names());
  }

  /**
   * Stops in good order: says that nothing serves any more, takes no new calls, waits for those in
   * flight as long as configured, then unloads everything. Closing twice is closing once.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    models.close();
    try {
      Duration patience = config.interfaces().drainPatience();
      if (!frontEnds.drain(patience)) {
        log.warn("Some calls were not answered within {} s", patience.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    frontEnds.close();
    unload(registry);
    logs.ifPresent(RequestLogs::close);
    threads.close();
    observability.close();
  }

  /** A model that still runs for a call given up is left to the process. */
  private static void unload(ServableRegistry registry) {
    try {
      Object unused = registry.unloadAll().get(UNLOAD_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn(
          "Some models still ran after {} s and were not unloaded", UNLOAD_PATIENCE.toSeconds());
    } catch (ExecutionException e) {
      throw new IllegalStateException("unloading never fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
