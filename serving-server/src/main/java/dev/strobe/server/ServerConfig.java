package dev.strobe.server;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.configuration.ReloadConfig;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.execution.ExecutionConfig;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.requestlog.RequestLogConfig;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.savedmodel.SavedModelConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything a model server is told when it starts.
 *
 * @param rest empty for no REST interface
 * @param batching empty for none
 * @param reload how the models are replaced by others later
 * @param requestLog what logging requests may cost; empty refuses models that ask for it
 * @param methodNames whether signatures must be exported for the methods they are used by
 * @param observability what the server tells of itself
 * @param maxBytesInFlight how many bytes of requests and answers from outside the process are in
 *     hand at once
 * @param drainPatience how long a closing server waits for the calls in flight
 */
public record ServerConfig(
    List<ServedModel> models,
    GrpcConfig grpc,
    Optional<RestConfig> rest,
    LoadingConfig loading,
    SavedModelConfig savedModels,
    ExecutionConfig execution,
    Optional<BatchingSettings> batching,
    ReloadConfig reload,
    Optional<RequestLogConfig> requestLog,
    MethodNames methodNames,
    ObservabilityConfig observability,
    long maxBytesInFlight,
    Duration drainPatience) {

  public ServerConfig {
    models = List.copyOf(models);
    requireNonNull(grpc, "grpc");
    requireNonNull(rest, "rest");
    requireNonNull(loading, "loading");
    requireNonNull(savedModels, "savedModels");
    requireNonNull(execution, "execution");
    requireNonNull(batching, "batching");
    requireNonNull(reload, "reload");
    requireNonNull(requestLog, "requestLog");
    requireNonNull(methodNames, "methodNames");
    requireNonNull(observability, "observability");
    requireNonNull(drainPatience, "drainPatience");
    if (maxBytesInFlight < 1) {
      throw new IllegalArgumentException(
          "maxBytesInFlight must be >= 1 but was " + maxBytesInFlight);
    }
  }

  /** A server for the process it is in: no ports, no models yet, half a minute to drain. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        List.of(),
        GrpcConfig.defaults(),
        Optional.empty(),
        LoadingConfig.defaults(),
        SavedModelConfig.defaults(),
        ExecutionConfig.defaults(),
        Optional.empty(),
        ReloadConfig.defaults(),
        Optional.of(RequestLogConfig.defaults()),
        MethodNames.IGNORED,
        ObservabilityConfig.defaults(),
        defaultBytesInFlight(),
        Duration.ofSeconds(30));
  }

  public ServerConfig withModels(List<ServedModel> newModels) {
    return new ServerConfig(
        newModels,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withGrpc(GrpcConfig newGrpc) {
    return new ServerConfig(
        models,
        newGrpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withRest(RestConfig newRest) {
    return new ServerConfig(
        models,
        grpc,
        Optional.of(newRest),
        loading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withLoading(LoadingConfig newLoading) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        newLoading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withSavedModels(SavedModelConfig newSavedModels) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        newSavedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withExecution(ExecutionConfig newExecution) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        newExecution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withBatching(BatchingSettings newBatching) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        Optional.of(newBatching),
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withReload(ReloadConfig newReload) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        newReload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withRequestLog(Optional<RequestLogConfig> newRequestLog) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        reload,
        newRequestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withMethodNames(MethodNames newMethodNames) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        newMethodNames,
        observability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withObservability(ObservabilityConfig newObservability) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        newObservability,
        maxBytesInFlight,
        drainPatience);
  }

  public ServerConfig withDrainPatience(Duration newDrainPatience) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        maxBytesInFlight,
        newDrainPatience);
  }

  public ServerConfig withMaxBytesInFlight(long newMaxBytesInFlight) {
    return new ServerConfig(
        models,
        grpc,
        rest,
        loading,
        savedModels,
        execution,
        batching,
        reload,
        requestLog,
        methodNames,
        observability,
        newMaxBytesInFlight,
        drainPatience);
  }

  /** A quarter of what the heap may become, which bounds the memory beside it too. */
  static long defaultBytesInFlight() {
    return Runtime.getRuntime().maxMemory() / 4;
  }
}
