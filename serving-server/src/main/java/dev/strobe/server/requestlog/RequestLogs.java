package dev.strobe.server.requestlog;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.requestlog.RequestLogCounts.Outcome;
import dev.strobe.server.servable.ServableId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * Samples requests and hands them to one writer. Safe for use by many threads, none of which waits
 * for a disk: what cannot be kept is dropped and counted.
 */
public final class RequestLogs implements AutoCloseable {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final DoubleSupplier random;
  private final LogWriter writer;
  private final RequestLogCounts counts = new RequestLogCounts();
  private final WaitingRoom room;
  private volatile Map<String, RequestSampling> samplings = Map.of();

  /**
   * Logs nothing yet.
   *
   * @param executor where files are written; one task at a time
   * @param clock dates records and files
   * @param random numbers from 0 up to 1, on any thread
   */
  public RequestLogs(
      RequestLogConfig config, Executor executor, Clock clock, DoubleSupplier random) {
    this.random = requireNonNull(random, "random");
    this.room = new WaitingRoom(config.maxRecordBytes(), config.maxWaitingBytes());
    this.writer = new LogWriter(config, executor, clock, counts);
  }

  /** From now on logs the requests of these models as told, and those of no others. */
  public void configure(Map<String, RequestSampling> newSamplings) {
    samplings = Map.copyOf(newSamplings);
    Set<Path> prefixes =
        samplings.values().stream().map(RequestSampling::prefix).collect(Collectors.toSet());
    writer.keepOnly(prefixes);
  }

  /** Whether requests of the model may be logged at all. */
  boolean logs(String model) {
    return samplings.containsKey(model);
  }

  /**
   * Decides whether a request is logged, before anything of it is copied.
   *
   * @param bytes what a copy of it takes
   * @return where to log it, to be ended by {@link RequestSample#log} or {@link
   *     RequestSample#discard}; empty if it is not to be logged
   */
  public Optional<RequestSample> sample(ServableId id, long bytes) {
    RequestSampling sampling = samplings.get(id.name());
    if (sampling == null || random.getAsDouble() >= sampling.rate()) {
      return Optional.empty();
    }
    if (!room.isLargeEnoughFor(bytes)) {
      counts.add(Outcome.TOO_LARGE);
      return Optional.empty();
    }
    if (!room.take(bytes)) {
      counts.add(Outcome.DROPPED);
      return Optional.empty();
    }
    return Optional.of(new RequestSample(writer, room, id, sampling, bytes));
  }

  /** What became of the requests so far. */
  public RequestLogCounts counts() {
    return counts;
  }

  /** Logs no more; waits a while for what was sampled before to be written. */
  @Override
  public void close() {
    samplings = Map.of();
    writer.close(CLOSE_PATIENCE);
  }
}
