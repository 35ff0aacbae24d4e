package dev.strobe.server;

import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.batching.BatchingParametersFile;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.batching.BatchingSettings.Scope;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line's flags about batching. */
final class BatchingFlags {
  private static final long MAX_LATENCY_MICROS = 3_600_000_000L;

  @Option(
      names = "--enable_batching",
      arity = "0..1",
      fallbackValue = "true",
      description = "Join the rows of calls that come together into one run of the model.")
  private boolean enabled;

  @Option(
      names = "--batching_parameters_file",
      defaultValue = "",
      description = "File with BatchingParameters in text format; needs --enable_batching.")
  private String parametersFile = "";

  @Option(
      names = "--enable_per_model_batching_parameters",
      arity = "0..1",
      fallbackValue = "true",
      description = "Batch only versions with a batching_params.pbtxt, each as its own says.")
  private boolean perModel;

  @Option(
      names = "--enable_adaptive_batching",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Ours: learn how large batches become and how long they wait; needs --enable_batching.")
  private boolean adaptive;

  @Option(
      names = "--adaptive_batching_latency_micros",
      defaultValue = "10000",
      description = "Ours: the time from a call to its outputs that adaptive batching aims at.")
  private long latencyMicros;

  /**
   * What the flags say; empty for no batching.
   *
   * @throws ServingException for parameters that are not allowed
   */
  Optional<BatchingSettings> settings() {
    if (!enabled) {
      if (!parametersFile.isEmpty()) {
        throw new ServingException(
            Code.INVALID_ARGUMENT,
            "server_options.batching_parameters_file is set without setting"
                + " server_options.enable_batching to true.");
      }
      if (adaptive) {
        throw new ServingException(
            Code.INVALID_ARGUMENT, "--enable_adaptive_batching needs --enable_batching");
      }
      return Optional.empty();
    }
    BatchingParameters parameters =
        parametersFile.isEmpty()
            ? BatchingParameters.getDefaultInstance()
            : BatchingParametersFile.read(Path.of(parametersFile));
    return Optional.of(
        new BatchingSettings(
            parameters,
            perModel ? Scope.WITH_OWN_PARAMETERS : Scope.ALL,
            adaptive ? Optional.of(latency()) : Optional.empty()));
  }

  private Duration latency() {
    if (latencyMicros < 1 || latencyMicros > MAX_LATENCY_MICROS) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "--adaptive_batching_latency_micros must be in [1, %d] but was %d"
              .formatted(MAX_LATENCY_MICROS, latencyMicros));
    }
    return Duration.ofNanos(latencyMicros * 1000);
  }
}
