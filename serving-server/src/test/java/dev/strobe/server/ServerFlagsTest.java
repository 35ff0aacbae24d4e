package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.accesslog.AccessLogConfig;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.batching.BatchingSettings.Scope;
import dev.strobe.server.configuration.LabelTargets;
import dev.strobe.server.configuration.ReloadConfig;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.configuration.WatchedConfigFile;
import dev.strobe.server.execution.ExecutionConfig;
import dev.strobe.server.grpc.ChannelArguments;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.requestlog.RequestLogConfig;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.rest.RestLimits;
import dev.strobe.server.savedmodel.SavedModelConfig;
import dev.strobe.server.savedmodel.SavedModelConfig.ShapeChecks;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.TransitionPolicy;
import dev.strobe.server.source.PollingConfig;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tls.TlsConfig;
import dev.strobe.server.warmup.WarmupConfig;
import dev.strobe.server.wire.TensorEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.RewriterConfig;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

final class ServerFlagsTest {
  private static final String BASE = "--model_base_path=/models/m";

  @TempDir Path temp;

  @Test
  void defaultsAreThoseOfTensorFlowServing() {
    assertThat(config(BASE))
        .isEqualTo(
            ServerConfig.defaults()
                .withModels(List.of(ServedModel.of("default", Path.of("/models/m"))))
                .withInterfaces(
                    InterfacesConfig.defaults().withGrpc(GrpcConfig.defaults().withPort(8500))));
  }

  @Test
  void everyFlagIsMapped() throws IOException {
    Path batching = temp.resolve("batching.txt");
    Files.writeString(batching, "num_batch_threads { value: 3 }");
    Path monitoring = temp.resolve("monitoring.txt");
    Files.writeString(monitoring, "prometheus_config: { enable: true, path: \"/m\" }");
    ServerConfig config =
        config(
            "--port=9000",
            "--rest_api_port=9001",
            "--rest_api_num_threads=3",
            "--rest_api_timeout_in_ms=100",
            "--rest_api_enable_cors_support",
            "--model_name=m",
            BASE,
            "--num_load_threads=2",
            "--num_unload_threads=3",
            "--max_num_load_retries=1",
            "--load_retry_interval_micros=5000000",
            "--file_system_poll_wait_seconds=7",
            "--saved_model_tags=serve,gpu",
            "--tensorflow_intra_op_parallelism=5",
            "--tensorflow_inter_op_parallelism=6",
            "--grpc_max_threads=9",
            "--enable_serialization_as_tensor_content",
            "--enable_signature_method_name_check",
            "--strict_shapes",
            "--enable_batching",
            "--batching_parameters_file=" + batching,
            "--enable_per_model_batching_parameters",
            "--enable_adaptive_batching",
            "--adaptive_batching_latency_micros=5000",
            "--num_request_iterations_for_warmup=2",
            "--request_log_max_record_bytes=1",
            "--request_log_max_waiting_bytes=2",
            "--request_log_max_file_bytes=3",
            "--request_log_max_files=4",
            "--version_settle_seconds=6",
            "--start_wait_seconds=8",
            "--aspired_version_policy=resource_preserving",
            "--rest_api_list_models",
            "--monitoring_config_file=" + monitoring,
            "--access_log=/logs/calls.json",
            "--ssl_config_file=/ssl.txt",
            "--rest_api_ssl",
            "--grpc_socket_path=/tmp/s",
            "--grpc_channel_arguments=grpc.max_concurrent_streams=7,grpc.so_reuseport=1",
            "--max_request_bytes_in_flight=1234",
            "--rest_api_max_connections=5",
            "--rest_api_gzip_level=6",
            "--drain_seconds=4");
    assertThat(config)
        .isEqualTo(
            new ServerConfig(
                List.of(ServedModel.of("m", Path.of("/models/m"))),
                ReloadConfig.defaults(),
                new LoadingConfig(
                    new PollingConfig(Duration.ofSeconds(7), Duration.ofSeconds(6)),
                    TransitionPolicy.RESOURCE_PRESERVING,
                    new LoadRetries(1, Duration.ofSeconds(5)),
                    new LoadingConfig.Threads(2, 2, 3),
                    Duration.ofSeconds(8),
                    Optional.of(new WarmupConfig(2))),
                new RunConfig(
                    SavedModelConfig.defaults()
                        .withTags(List.of("serve", "gpu"))
                        .withThreads(6, 5)
                        .withShapeChecks(ShapeChecks.ALWAYS),
                    ExecutionConfig.defaults().withThreads(9),
                    Optional.of(
                        new BatchingSettings(
                            BatchingParameters.newBuilder()
                                .setNumBatchThreads(Int64Value.of(3))
                                .build(),
                            Scope.WITH_OWN_PARAMETERS,
                            Optional.of(Duration.ofMillis(5)))),
                    MethodNames.CHECKED),
                new InterfacesConfig(
                    GrpcConfig.defaults()
                        .withPort(9000)
                        .withEncoding(TensorEncoding.CONTENT)
                        .withTls(TlsConfig.of(Path.of("/ssl.txt")))
                        .withSocket(Path.of("/tmp/s"))
                        .withArguments(
                            new ChannelArguments(
                                Map.of("grpc.max_concurrent_streams", 7L),
                                List.of("grpc.so_reuseport"))),
                    Optional.of(
                        RestConfig.defaults()
                            .withPort(9001)
                            .withWorkers(3)
                            .withTls(TlsConfig.of(Path.of("/ssl.txt")))
                            .withLimits(RestLimits.defaults().withMaxConnections(5))
                            .withGzipLevel(6)
                            .withTimeout(Optional.of(Duration.ofMillis(100)))
                            .withCorsAllowed(true)
                            .withModelsListed(true)),
                    1234,
                    Duration.ofSeconds(4)),
                Optional.of(new RequestLogConfig(1, 2, 3, 4)),
                ObservabilityConfig.defaults()
                    .withMetrics("/m")
                    .withAccessLog(AccessLogConfig.to(Path.of("/logs/calls.json")))));
  }

  @Test
  void requestLoggingCanBeRefusedAsTensorFlowServingDoes() {
    assertThat(config(BASE, "--enable_request_logging=false").requestLog()).isEmpty();
  }

  @Test
  void sessionParallelismCountsForWhatIsNotSet() {
    SavedModelConfig both = config(BASE, "--tensorflow_session_parallelism=3").runs().savedModels();
    assertThat(both.interOpThreads()).isEqualTo(3);
    assertThat(both.intraOpThreads()).isEqualTo(3);
    assertThatThrownBy(
            () ->
                config(
                    BASE,
                    "--tensorflow_session_parallelism=3",
                    "--tensorflow_inter_op_parallelism=3",
                    "--tensorflow_intra_op_parallelism=3"))
        .isInstanceOf(ParameterException.class);
  }

  @Test
  void sessionIsAsFileAndFlagsSay() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("session.txt"),
            "allow_soft_placement: true"
                + " inter_op_parallelism_threads: 2 intra_op_parallelism_threads: 3");
    SavedModelConfig config =
        config(
                BASE,
                "--tensorflow_session_config_file=" + file,
                "--tensorflow_intra_op_parallelism=5",
                "--per_process_gpu_memory_fraction=0.25",
                "--mixed_precision=bfloat16")
            .runs()
            .savedModels();
    assertThat(config.interOpThreads()).isEqualTo(2);
    assertThat(config.intraOpThreads()).isEqualTo(5);
    assertThat(config.session().getAllowSoftPlacement()).isTrue();
    assertThat(config.session().getGpuOptions().getPerProcessGpuMemoryFraction()).isEqualTo(0.25);
    assertThat(
            config
                .session()
                .getGraphOptions()
                .getRewriteOptions()
                .getAutoMixedPrecisionOnednnBfloat16())
        .isEqualTo(RewriterConfig.Toggle.ON);
  }

  @Test
  void everyFlagOfTensorFlowServingIsTaken() throws IOException {
    Path models = Files.writeString(temp.resolve("models.config"), "");
    Path batching = Files.writeString(temp.resolve("batching.txt"), "");
    Path monitoring = Files.writeString(temp.resolve("monitoring.txt"), "");
    Path session = Files.writeString(temp.resolve("session.txt"), "");
    String[] flags = {
      "--reject_unknown_flags",
      "--grpc_socket_path=",
      "--rest_api_port=0",
      "--rest_api_num_threads=2",
      "--rest_api_timeout_in_ms=1000",
      "--rest_api_enable_cors_support=false",
      "--enable_batching=true",
      "--allow_version_labels_for_unavailable_models=true",
      "--batching_parameters_file=" + batching,
      "--enable_per_model_batching_parameters=false",
      "--model_config_file=" + models,
      "--model_config_file_poll_wait_seconds=0",
      "--model_name=m",
      "--model_base_path=/m",
      "--num_load_threads=0",
      "--num_unload_threads=0",
      "--max_num_load_retries=5",
      "--load_retry_interval_micros=60000000",
      "--file_system_poll_wait_seconds=1",
      "--flush_filesystem_caches=true",
      "--tensorflow_session_parallelism=0",
      "--tensorflow_intra_op_parallelism=0",
      "--tensorflow_inter_op_parallelism=0",
      "--use_alts_credentials=false",
      "--ssl_config_file=",
      "--platform_config_file=",
      "--per_process_gpu_memory_fraction=0",
      "--saved_model_tags=serve",
      "--grpc_channel_arguments=",
      "--grpc_max_threads=4",
      "--enable_model_warmup=true",
      "--num_request_iterations_for_warmup=1",
      "--version=false",
      "--monitoring_config_file=" + monitoring,
      "--remove_unused_fields_from_bundle_metagraph=true",
      "--prefer_tflite_model=false",
      "--num_tflite_pools=1",
      "--num_tflite_interpreters_per_pool=1",
      "--enable_signature_method_name_check=false",
      "--xla_cpu_compilation_enabled=false",
      "--xla_gpu_compilation_enabled=false",
      "--mixed_precision=",
      "--thread_pool_factory_config_file=",
      "--enable_profiler=true",
      "--enable_grpc_healthcheck_service=true",
      "--enable_serialization_as_tensor_content=false",
      "--skip_initialize_tpu=false",
      "--tensorflow_session_config_file=" + session,
      // The first that is wrong, so that nothing starts.
      "--port=0",
    };
    var err = new StringWriter();
    assertThat(ModelServerMain.run(new PrintWriter(err, true), flags)).isEqualTo(2);
    assertThat(err.toString().strip().lines().toList())
        .endsWith("One of --port and --rest_api_port must not be 0, or --grpc_socket_path be set")
        .noneMatch(line -> line.contains("nknown"));
  }

  @Test
  void restMayBeWithoutATimeout() {
    assertThat(config(BASE).interfaces().rest()).isEmpty();
    assertThat(config(BASE, "--rest_api_port=1", "--rest_api_timeout_in_ms=0").interfaces().rest())
        .contains(RestConfig.defaults().withPort(1).withTimeout(Optional.empty()));
  }

  @Test
  void boolsMayBeWrittenOut() {
    assertThat(config(BASE, "--strict_shapes=false").runs().savedModels().shapeChecks())
        .isEqualTo(ShapeChecks.WHERE_UNSAFE);
    assertThat(config(BASE, "--strict_shapes=true").runs().savedModels().shapeChecks())
        .isEqualTo(ShapeChecks.ALWAYS);
    assertThat(config(BASE, "--enable_model_warmup").loading().warmup()).isPresent();
    assertThat(config(BASE, "--enable_model_warmup=false").loading().warmup()).isEmpty();
  }

  @Test
  void configFileReplacesTheSingleModel() throws IOException {
    Path file = temp.resolve("models.config");
    Files.writeString(
        file,
        "model_config_list { config { name: 'a' base_path: '/a' model_platform: 'tensorflow'"
            + " version_labels { key: 'stable' value: 5 } } }");
    String flag = "--model_config_file=" + file;
    assertThatThrownBy(() -> config(flag, BASE))
        .isInstanceOf(ServingException.class)
        .hasMessage(
            "Request to assign label to version 5 of model a, which is not currently available for"
                + " inference");
    assertThat(config(flag, BASE, "--allow_version_labels_for_unavailable_models").models())
        .extracting(model -> model.model().name())
        .containsExactly("a");
  }

  @Test
  void reloadingIsConfigured() throws IOException {
    Path file = Files.writeString(temp.resolve("models.config"), "");
    String flag = "--model_config_file=" + file;
    assertThat(config(flag, BASE).reload()).isEqualTo(ReloadConfig.defaults());
    assertThat(config(BASE, "--model_config_file_poll_wait_seconds=3").reload().file()).isEmpty();
    assertThat(
            config(
                    flag,
                    "--model_config_file_poll_wait_seconds=3",
                    "--reload_wait_seconds=7",
                    "--allow_version_labels_for_unavailable_models")
                .reload())
        .isEqualTo(
            new ReloadConfig(
                LabelTargets.AVAILABLE_UNLESS_NEW,
                Duration.ofSeconds(7),
                Optional.of(new WatchedConfigFile(file, Duration.ofSeconds(3)))));
  }

  @Test
  void batchingParametersNeedBatching() {
    assertThat(config(BASE, "--enable_batching").runs().batching())
        .contains(BatchingSettings.defaults());
    assertThatThrownBy(() -> config(BASE, "--batching_parameters_file=/b"))
        .isInstanceOf(ServingException.class)
        .hasMessage(
            "server_options.batching_parameters_file is set without setting"
                + " server_options.enable_batching to true.");
    assertThatThrownBy(() -> config(BASE, "--enable_adaptive_batching"))
        .isInstanceOf(ServingException.class)
        .hasMessage("--enable_adaptive_batching needs --enable_batching");
    assertThatThrownBy(
            () ->
                config(
                    BASE,
                    "--enable_batching",
                    "--enable_adaptive_batching",
                    "--adaptive_batching_latency_micros=0"))
        .hasMessage("--adaptive_batching_latency_micros must be in [1, 3600000000] but was 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port=abc | Invalid value for option '--port': 'abc' is not an int",
        "--port=70000 | --port must be in [0, 65535] but was 70000",
        "--rest_api_port=8500 | --rest_api_port must differ from --port but both were 8500",
        "--aspired_version_policy=x | --aspired_version_policy must be one of"
            + " availability_preserving, resource_preserving but was 'x'",
        "--version_settle_seconds=-1 | settleTime must be >= 0 but was PT-1S",
        "--max_num_load_retries=-1 | --max_num_load_retries must be >= 0 but was -1",
        "--use_alts_credentials | --use_alts_credentials cannot be had; --ssl_config_file encrypts connections",
        "--reject_unknown_flags --no_such_flag | Unknown option: '--no_such_flag'",
        "--grpc_channel_arguments=grpc.max_concurrent_streams=x | --grpc_channel_arguments: grpc.max_concurrent_streams must be an integer but was 'x'",
        "--rest_api_port=1 --rest_api_gzip_level=10 | gzipLevel must be in [0, 9] but was 10",
        "--max_request_bytes_in_flight=-1 | maxBytesInFlight must be >= 1 but was -1",
        "--mixed_precision=float16 | --mixed_precision must be bfloat16 or empty but was float16",
        "--model_base_path= | One of --model_base_path and --model_config_file is needed",
        "--port=0 | One of --port and --rest_api_port must not be 0, or --grpc_socket_path be set",
        "--rest_api_ssl | --rest_api_ssl needs --ssl_config_file",
        "--num_load_threads=-1 | --num_load_threads must be >= 0 but was -1",
        "--num_unload_threads=-1 | --num_unload_threads must be >= 0 but was -1",
        "--rest_api_port=-1 | --rest_api_port must be in [0, 65535] but was -1",
        "--rest_api_port=1 --rest_api_num_threads=-3 | --rest_api_num_threads must be >= 0 but was -3",
        "--grpc_max_threads=-1 | --grpc_max_threads must be >= 0 but was -1",
      })
  void wrongValuesEndInOneLine(String flags, String message) {
    var err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(BASE));
    all.addAll(List.of(flags.split(" ")));
    assertThat(ModelServerMain.run(new PrintWriter(err, true), all.toArray(String[]::new)))
        .isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo(message);
  }

  @Test
  void unreadableConfigFileFailsTheStart() {
    var err = new StringWriter();
    assertThat(ModelServerMain.run(new PrintWriter(err, true), "--model_config_file=/no/such/file"))
        .isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "Failed to start server. Error: NOT_FOUND: Cannot read the model config file"
                + " '/no/such/file': no such file or directory");
  }

  @Test
  void basePathOfAnUnknownFileSystemFailsTheStart() {
    var err = new StringWriter();
    assertThat(
            ModelServerMain.run(new PrintWriter(err, true), "--model_base_path=nowhere://bucket/m"))
        .isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "Failed to start server. Error: INVALID_ARGUMENT: There is no file system for"
                + " nowhere://bucket/m; a provider of it must be on the class path");
  }

  @Test
  void basePathMayBeAnAddress() {
    assertThat(config("--model_base_path=file:///models/m").models().get(0).model().basePath())
        .isEqualTo(Path.of("/models/m"));
  }

  @ParameterizedTest
  @CsvSource({
    "--model_config_file, model config, tensorflow.serving.ModelServerConfig",
    "--monitoring_config_file, monitoring config, tensorflow.serving.MonitoringConfig",
    "--tensorflow_session_config_file, session config, tensorflow.ConfigProto",
    "--enable_batching --batching_parameters_file, batching parameters,"
        + " tensorflow.serving.BatchingParameters",
  })
  void brokenFilesAreNamedByWhatTheyShouldHold(String flags, String what, String type)
      throws IOException {
    String[] given = (BASE + " " + flags + "=" + temp.resolve("none")).split(" ");
    assertThatThrownBy(() -> config(given))
        .isInstanceOf(ServingException.class)
        .hasMessageStartingWith("Cannot read the " + what + " file '" + temp.resolve("none"));
    Path broken = Files.writeString(temp.resolve("broken"), "no_such_field: 1");
    String[] wrong = (BASE + " " + flags + "=" + broken).split(" ");
    assertThatThrownBy(() -> config(wrong))
        .isInstanceOf(ServingException.class)
        .hasMessageStartingWith(
            "Invalid protobuf file: '%s'. Error parsing text-format %s: 1:1"
                .formatted(broken, type));
  }

  private static ServerConfig config(String... flags) {
    var parsed = new ServerFlags();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(parsed)).parseArgs(flags);
    return parsed.toConfig();
  }
}
