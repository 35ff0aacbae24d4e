package dev.strobe.server;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.configuration.ReloadConfig;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.requestlog.RequestLogConfig;
import java.util.List;
import java.util.Optional;

/**
 * Everything a model server is told when it starts.
 *
 * @param reload how the models are replaced by others later
 * @param loading how their versions come and go
 * @param runs how they run
 * @param interfaces how clients reach them
 * @param requestLog what logging requests may cost; empty refuses models that ask for it
 * @param observability what the server tells of itself
 */
public record ServerConfig(
    List<ServedModel> models,
    ReloadConfig reload,
    LoadingConfig loading,
    RunConfig runs,
    InterfacesConfig interfaces,
    Optional<RequestLogConfig> requestLog,
    ObservabilityConfig observability) {

  public ServerConfig {
    models = List.copyOf(models);
    requireNonNull(reload, "reload");
    requireNonNull(loading, "loading");
    requireNonNull(runs, "runs");
    requireNonNull(interfaces, "interfaces");
    requireNonNull(requestLog, "requestLog");
    requireNonNull(observability, "observability");
  }

  /** A server for the process it is in, with no models yet. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        List.of(),
        ReloadConfig.defaults(),
        LoadingConfig.defaults(),
        RunConfig.defaults(),
        InterfacesConfig.defaults(),
        Optional.of(RequestLogConfig.defaults()),
        ObservabilityConfig.defaults());
  }

  public ServerConfig withModels(List<ServedModel> newModels) {
    return new ServerConfig(
        newModels, reload, loading, runs, interfaces, requestLog, observability);
  }

  public ServerConfig withReload(ReloadConfig newReload) {
    return new ServerConfig(
        models, newReload, loading, runs, interfaces, requestLog, observability);
  }

  public ServerConfig withLoading(LoadingConfig newLoading) {
    return new ServerConfig(
        models, reload, newLoading, runs, interfaces, requestLog, observability);
  }

  public ServerConfig withRuns(RunConfig newRuns) {
    return new ServerConfig(
        models, reload, loading, newRuns, interfaces, requestLog, observability);
  }

  public ServerConfig withInterfaces(InterfacesConfig newInterfaces) {
    return new ServerConfig(
        models, reload, loading, runs, newInterfaces, requestLog, observability);
  }

  public ServerConfig withRequestLog(Optional<RequestLogConfig> newRequestLog) {
    return new ServerConfig(
        models, reload, loading, runs, interfaces, newRequestLog, observability);
  }

  public ServerConfig withObservability(ObservabilityConfig newObservability) {
    return new ServerConfig(
        models, reload, loading, runs, interfaces, requestLog, newObservability);
  }
}
