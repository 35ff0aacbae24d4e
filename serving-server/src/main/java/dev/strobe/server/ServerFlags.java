package dev.strobe.server;

import dev.strobe.server.configuration.LabelTargets;
import dev.strobe.server.configuration.ModelConfigFile;
import dev.strobe.server.configuration.ReloadConfig;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.configuration.ServedModels;
import dev.strobe.server.configuration.WatchedConfigFile;
import dev.strobe.server.execution.ExecutionConfig;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.savedmodel.SavedModelConfig;
import dev.strobe.server.savedmodel.SavedModelConfig.ShapeChecks;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.TensorEncoding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line's flags, by TensorFlow Serving's names and with its defaults; those of our own
 * are named as such.
 */
final class ServerFlags {
  private static final String BARE = "true";

  @Option(
      names = "--port",
      defaultValue = "8500",
      description = "Port of the gRPC interface; 0 for none.")
  private int port;

  @Option(
      names = "--rest_api_port",
      defaultValue = "0",
      description = "Port of the REST interface; 0 for none.")
  private int restPort;

  @Option(
      names = "--rest_api_num_threads",
      defaultValue = "0",
      description = "Threads that read and write large REST bodies; 0 for one a core.")
  private int restThreads;

  @Option(
      names = "--rest_api_timeout_in_ms",
      defaultValue = "30000",
      description = "Time for a REST request; 0 or less for any.")
  private long restTimeoutMillis;

  @Option(
      names = "--rest_api_enable_cors_support",
      arity = "0..1",
      fallbackValue = BARE,
      description = "Let web pages of any origin call the REST interface.")
  private boolean restCors;

  @Option(
      names = "--rest_api_list_models",
      arity = "0..1",
      fallbackValue = BARE,
      description = "Ours: answer GET /v1/models with a list of all models.")
  private boolean restListsModels;

  @Option(
      names = "--model_name",
      defaultValue = "default",
      description = "Name of the model; used with --model_base_path.")
  private String modelName = "";

  @Option(
      names = "--model_base_path",
      defaultValue = "",
      description = "Directory with a directory for each version, named by its number.")
  private String modelBasePath = "";

  @Option(
      names = "--model_config_file",
      defaultValue = "",
      description = "File with a ModelServerConfig in text format; replaces the two above.")
  private String modelConfigFile = "";

  @Option(
      names = "--model_config_file_poll_wait_seconds",
      defaultValue = "0",
      description = "Time between two looks at this file for other models; 0 to look once.")
  private int modelConfigPollSeconds;

  @Option(
      names = "--reload_wait_seconds",
      defaultValue = "600",
      description = "Ours: how long a request to reload waits for models new to the server.")
  private long reloadSeconds;

  @Option(
      names = "--allow_version_labels_for_unavailable_models",
      arity = "0..1",
      fallbackValue = BARE,
      description = "Take labels for versions that are not loaded yet.")
  private boolean labelsForUnavailable;

  @Option(
      names = "--num_load_threads",
      defaultValue = "0",
      description = "How many models load side by side; 0 for half the cores, two to four.")
  private int loadThreads;

  @Option(
      names = "--num_unload_threads",
      defaultValue = "0",
      description = "How many versions unload side by side; 0 for four.")
  private int unloadThreads;

  @Option(
      names = "--max_num_load_retries",
      defaultValue = "5",
      description = "How often a failed load is tried again.")
  private int maxLoadRetries;

  @Option(
      names = "--load_retry_interval_micros",
      defaultValue = "60000000",
      description = "Wait before each of these tries.")
  private long loadRetryMicros;

  @Option(
      names = "--file_system_poll_wait_seconds",
      defaultValue = "1",
      description = "Time between two looks for versions; 0 to look once, below 0 for never.")
  private long pollSeconds;

  @Option(
      names = "--saved_model_tags",
      defaultValue = "serve",
      split = ",",
      description = "Tags of the graph to take from a SavedModel.")
  private List<String> tags = List.of();

  @Option(
      names = "--tensorflow_session_parallelism",
      defaultValue = "0",
      description = "Threads between and within operations; 0 for the two below.")
  private int sessionThreads;

  @Option(
      names = "--tensorflow_intra_op_parallelism",
      defaultValue = "0",
      description = "Threads within an operation; 0 for up to four.")
  private int intraOpThreads;

  @Option(
      names = "--tensorflow_inter_op_parallelism",
      defaultValue = "0",
      description = "Threads between operations; 0 to run each call on one thread.")
  private int interOpThreads;

  @Option(
      names = "--grpc_max_threads",
      defaultValue = "0",
      description = "Threads that run each model, of calls that take long; 0 for one a core.")
  private int runThreads;

  @Option(
      names = "--enable_serialization_as_tensor_content",
      arity = "0..1",
      fallbackValue = BARE,
      description = "Answer with raw tensor_content in place of typed fields.")
  private boolean tensorContent;

  @Option(
      names = "--enable_signature_method_name_check",
      arity = "0..1",
      fallbackValue = BARE,
      description = "Refuse signatures that were exported for another method.")
  private boolean methodNameCheck;

  @Option(
      names = "--strict_shapes",
      arity = "0..1",
      fallbackValue = BARE,
      description = "Ours: refuse every input whose shape does not fit the signature.")
  private boolean strictShapes;

  @Option(
      names = "--drain_seconds",
      defaultValue = "30",
      description = "Ours: how long the calls in flight are waited for after SIGTERM.")
  private long drainSeconds;

  @Mixin private BatchingFlags batching = new BatchingFlags();

  @Mixin private WarmupFlags warmup = new WarmupFlags();

  @Mixin private VersionFlags versions = new VersionFlags();

  @Mixin private RequestLogFlags requestLog = new RequestLogFlags();
  @Mixin private TransportFlags transport = new TransportFlags();

  @Mixin private SessionFlags session = new SessionFlags();

  @Mixin private ObservabilityFlags observability = new ObservabilityFlags();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field annotated with @Spec
  ServerFlags() {}

  /**
   * What the flags say.
   *
   * @throws ParameterException for a value that is not allowed
   * @throws ServingException for a configuration file that is
   */
  ServerConfig toConfig() {
    try {
      return new ServerConfig(
          models(),
          grpc(),
          rest(),
          loading(),
          savedModels(),
          execution(),
          batching.settings(),
          reload(),
          requestLog.config(),
          methodNameCheck ? MethodNames.CHECKED : MethodNames.IGNORED,
          observability.config(System.getenv()),
          transport.maxBytesInFlight(),
          Duration.ofSeconds(drainSeconds));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private List<ServedModel> models() {
    if (modelConfigFile.isEmpty()) {
      if (modelBasePath.isEmpty()) {
        throw refused("One of --model_base_path and --model_config_file is needed");
      }
      return List.of(ServedModel.of(modelName, Path.of(modelBasePath).toAbsolutePath()));
    }
    List<ServedModel> models = ModelConfigFile.read(Path.of(modelConfigFile));
    if (!labelsForUnavailable) {
      models.forEach(ServerFlags::refuseLabels);
    }
    return models;
  }

  /** Labels are assigned before anything is loaded, so without the flag there can be none. */
  private static void refuseLabels(ServedModel model) {
    for (long version : model.labels().values()) {
      throw ServedModels.unavailable(model.model().name(), version);
    }
  }

  private ReloadConfig reload() {
    ReloadConfig config =
        ReloadConfig.defaults()
            .withPatience(Duration.ofSeconds(reloadSeconds))
            .withLabels(
                labelsForUnavailable ? LabelTargets.AVAILABLE_UNLESS_NEW : LabelTargets.AVAILABLE);
    boolean polled = !modelConfigFile.isEmpty() && modelConfigPollSeconds > 0;
    return polled
        ? config.withFile(
            new WatchedConfigFile(
                Path.of(modelConfigFile), Duration.ofSeconds(modelConfigPollSeconds)))
        : config;
  }

  private GrpcConfig grpc() {
    TensorEncoding encoding = tensorContent ? TensorEncoding.CONTENT : TensorEncoding.TYPED;
    GrpcConfig config = transport.applyTo(GrpcConfig.defaults().withEncoding(encoding));
    return port == 0 ? config : config.withPort(port);
  }

  private Optional<RestConfig> rest() {
    if (restPort == 0) {
      return Optional.empty();
    }
    if (restPort == port) {
      throw refused("--rest_api_port must differ from --port but both were " + port);
    }
    RestConfig config =
        transport
            .applyTo(RestConfig.defaults())
            .withPort(restPort)
            .withCorsAllowed(restCors)
            .withModelsListed(restListsModels);
    Optional<Duration> timeout =
        Optional.of(Duration.ofMillis(restTimeoutMillis)).filter(time -> restTimeoutMillis > 0);
    config = config.withTimeout(timeout);
    return Optional.of(restThreads == 0 ? config : config.withWorkers(restThreads));
  }

  private LoadingConfig loading() {
    LoadingConfig defaults = LoadingConfig.defaults();
    return versions
        .addTo(defaults)
        .withWarmup(warmup.config())
        .withPollInterval(Duration.ofSeconds(pollSeconds))
        .withRetries(
            new LoadRetries(maxLoadRetries, Duration.ofNanos(Math.max(0, loadRetryMicros) * 1000)))
        .withThreads(
            loadThreads == 0 ? defaults.loadThreads() : loadThreads,
            unloadThreads == 0 ? defaults.unloadThreads() : unloadThreads);
  }

  private SavedModelConfig savedModels() {
    if (sessionThreads != 0 && intraOpThreads != 0 && interOpThreads != 0) {
      throw refused(
          "--tensorflow_session_parallelism cannot be set beside both"
              + " --tensorflow_intra_op_parallelism and --tensorflow_inter_op_parallelism");
    }
    SavedModelConfig defaults = session.applyTo(SavedModelConfig.defaults());
    return defaults
        .withTags(tags)
        .withThreads(
            firstSet(interOpThreads, sessionThreads, defaults.interOpThreads()),
            firstSet(intraOpThreads, sessionThreads, defaults.intraOpThreads()))
        .withShapeChecks(strictShapes ? ShapeChecks.ALWAYS : ShapeChecks.WHERE_UNSAFE);
  }

  private static int firstSet(int own, int common, int otherwise) {
    if (own != 0) {
      return own;
    }
    return common != 0 ? common : otherwise;
  }

  private ExecutionConfig execution() {
    ExecutionConfig defaults = ExecutionConfig.defaults();
    return runThreads == 0 ? defaults : defaults.withThreads(runThreads);
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
