package dev.strobe.server.warmup;

import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.PredictionLog.LogTypeCase;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLoader;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tfrecord.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads servables and replays the requests that came with them, so that the first client waits no
 * longer than the last. A version whose requests fail is not served.
 */
public final class WarmupLoader implements ServableLoader {
  private static final Logger log = LoggerFactory.getLogger(WarmupLoader.class);
  private static final Path REQUESTS = Path.of("assets.extra", "tf_serving_warmup_requests");

  private final ServableLoader loader;
  private final WarmupConfig config;
  private final Map<LogTypeCase, LogReplay> replays;
  private final WarmupMetrics metrics;

  /**
   * Loads by {@code loader}.
   *
   * @param replays how requests are replayed, by the kind of their log; of the kinds that can be
   *     replayed those not in it are passed over
   * @param metrics told of every warm-up
   */
  public WarmupLoader(
      ServableLoader loader,
      WarmupConfig config,
      Map<LogTypeCase, LogReplay> replays,
      WarmupMetrics metrics) {
    this.loader = requireNonNull(loader, "loader");
    this.config = requireNonNull(config, "config");
    this.replays = Map.copyOf(replays);
    this.metrics = requireNonNull(metrics, "metrics");
  }

  @Override
  public Servable load(ServableId id, Path path) {
    Servable servable = loader.load(id, path);
    var version = new WarmedVersion(id, servable);
    try {
      warmUp(version, path);
      return servable;
    } catch (RuntimeException | Error e) {
      version.giveUp();
      throw e;
    }
  }

  private void warmUp(WarmedVersion version, Path path) {
    Path file = path.resolve(REQUESTS);
    if (!Files.exists(file)) {
      return;
    }
    var requests = new WarmupRequests(file, replays, config.iterations());
    long start = System.nanoTime();
    Code code = Code.OK;
    try {
      replay(requests, file, version);
      log.info(
          "Warmed {} up with {} records in {} ms",
          version.id(),
          requests.count(),
          (System.nanoTime() - start) / 1_000_000);
    } catch (RuntimeException | Error e) {
      code = ServingException.of(e).code();
      throw e;
    } finally {
      metrics.onWarmup(path, code, requests.count(), System.nanoTime() - start);
    }
  }

  private static void replay(WarmupRequests requests, Path file, WarmedVersion version) {
    try (RecordReader records = RecordReader.open(file)) {
      requests.replay(records, version);
    } catch (IOException e) {
      throw new ServingException(
          Code.UNAVAILABLE,
          "Cannot read the warmup requests at " + file + ": " + FileProblem.of(e),
          e);
    }
  }
}
