package dev.strobe.server;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.execution.ExecutionConfig;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.savedmodel.SavedModelConfig;
import java.util.Optional;

/**
 * How a loaded model runs for requests.
 *
 * @param batching empty for none
 * @param methodNames whether signatures must be exported for the methods they are used by
 */
public record RunConfig(
    SavedModelConfig savedModels,
    ExecutionConfig execution,
    Optional<BatchingSettings> batching,
    MethodNames methodNames) {

  public RunConfig {
    requireNonNull(savedModels, "savedModels");
    requireNonNull(execution, "execution");
    requireNonNull(batching, "batching");
    requireNonNull(methodNames, "methodNames");
  }

  /** Each request by itself, by any signature. */
  public static RunConfig defaults() {
    return new RunConfig(
        SavedModelConfig.defaults(),
        ExecutionConfig.defaults(),
        Optional.empty(),
        MethodNames.IGNORED);
  }

  public RunConfig withSavedModels(SavedModelConfig newSavedModels) {
    return new RunConfig(newSavedModels, execution, batching, methodNames);
  }

  public RunConfig withExecution(ExecutionConfig newExecution) {
    return new RunConfig(savedModels, newExecution, batching, methodNames);
  }

  public RunConfig withBatching(BatchingSettings newBatching) {
    return new RunConfig(savedModels, execution, Optional.of(newBatching), methodNames);
  }

  public RunConfig withMethodNames(MethodNames newMethodNames) {
    return new RunConfig(savedModels, execution, batching, newMethodNames);
  }
}
