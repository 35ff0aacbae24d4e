package dev.strobe.server;

import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.batching.BatchingParametersFile;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.batching.BatchingSettings.Scope;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line's flags about batching. */
final class BatchingFlags {
  private static final String BARE = "true";

  @Option(
      names = "--enable_batching",
      arity = "0..1",
      fallbackValue = BARE,
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
      fallbackValue = BARE,
      description = "Batch only versions with a batching_params.pbtxt, each as its own says.")
  private boolean perModel;

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
      return Optional.empty();
    }
    BatchingParameters parameters =
        parametersFile.isEmpty()
            ? BatchingParameters.getDefaultInstance()
            : BatchingParametersFile.read(Path.of(parametersFile));
    return Optional.of(
        new BatchingSettings(parameters, perModel ? Scope.WITH_OWN_PARAMETERS : Scope.ALL));
  }
}
