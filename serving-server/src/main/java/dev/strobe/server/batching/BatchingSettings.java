package dev.strobe.server.batching;

import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.BatchingParameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server batches. Parameters that are not allowed fail the loads of the versions they are
 * for, except the number of threads, which all versions share.
 *
 * @param parameters of all versions, unless they bring their own
 * @param latencyTarget as of {@link BatchingConfig}
 */
public record BatchingSettings(
    BatchingParameters parameters, Scope scope, Optional<Duration> latencyTarget)
    implements VersionBatching {
  private static final String VERSION_FILE = "batching_params.pbtxt";

  /** Which versions are batched. */
  public enum Scope {
    /** All, alike. */
    ALL,
    /** Those with a file {@code batching_params.pbtxt} in their directory, as it says. */
    WITH_OWN_PARAMETERS
  }

  public BatchingSettings {
    requireNonNull(parameters, "parameters");
    requireNonNull(scope, "scope");
    requireNonNull(latencyTarget, "latencyTarget");
    Object unused = threads(parameters);
  }

  /** All versions by TensorFlow Serving's defaults. */
  public static BatchingSettings defaults() {
    return new BatchingSettings(
        BatchingParameters.getDefaultInstance(), Scope.ALL, Optional.empty());
  }

  @Override
  public Optional<BatchingConfig> of(Path version) {
    Optional<BatchingParameters> found =
        switch (scope) {
          case ALL -> Optional.of(parameters);
          case WITH_OWN_PARAMETERS ->
              Optional.of(version.resolve(VERSION_FILE))
                  .filter(Files::exists)
                  .map(BatchingParametersFile::read);
        };
    return found.map(this::config);
  }

  private BatchingConfig config(BatchingParameters given) {
    BatchingConfig config = BatchingConfig.of(given);
    return latencyTarget.isPresent() ? config.withLatencyTarget(latencyTarget.get()) : config;
  }

  /** The most batches that run at once, over all models. */
  public int numBatchThreads() {
    return threads(parameters).numBatchThreads();
  }

  /** What the threads that begin batches are called by. */
  public String threadPoolName() {
    return threads(parameters).threadPoolName();
  }

  private static BatchingConfig threads(BatchingParameters parameters) {
    var threads = BatchingParameters.newBuilder();
    if (parameters.hasNumBatchThreads()) {
      threads.setNumBatchThreads(parameters.getNumBatchThreads());
    }
    if (parameters.hasThreadPoolName()) {
      threads.setThreadPoolName(parameters.getThreadPoolName());
    }
    return BatchingConfig.of(threads.build());
  }
}
