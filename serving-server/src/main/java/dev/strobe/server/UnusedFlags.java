package dev.strobe.server;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * TensorFlow Serving's flags that change nothing here. They are taken, so that its command lines
 * work, and named in a warning, so that nobody relies on them.
 */
final class UnusedFlags {
  private static final List<String> NAMES =
      List.of(
          "--enable_profiler",
          "--flush_filesystem_caches",
          "--grpc_channel_arguments",
          "--grpc_socket_path",
          "--mixed_precision",
          "--num_tflite_interpreters_per_pool",
          "--num_tflite_pools",
          "--per_process_gpu_memory_fraction",
          "--platform_config_file",
          "--prefer_tflite_model",
          "--remove_unused_fields_from_bundle_metagraph",
          "--skip_initialize_tpu",
          "--ssl_config_file",
          "--tensorflow_session_config_file",
          "--thread_pool_factory_config_file",
          "--use_alts_credentials",
          "--xla_cpu_compilation_enabled",
          "--xla_gpu_compilation_enabled");

  /** Health is always served, so the flag that asks for it needs no warning. */
  private static final String HEALTH = "--enable_grpc_healthcheck_service";

  private UnusedFlags() {}

  static void addTo(CommandSpec spec) {
    NAMES.forEach(name -> spec.addOption(option(name)));
    spec.addOption(option(HEALTH));
  }

  private static OptionSpec option(String name) {
    return OptionSpec.builder(name)
        .arity("0..1")
        .type(String.class)
        .fallbackValue("true")
        .hidden(true)
        .build();
  }

  /** Those that were given. */
  static List<String> given(ParseResult parsed) {
    return NAMES.stream().filter(parsed::hasMatchedOption).toList();
  }
}
