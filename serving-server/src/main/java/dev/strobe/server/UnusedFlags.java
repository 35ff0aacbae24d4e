package dev.strobe.server;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * TensorFlow Serving's flags that change nothing here. They are taken, so that its command lines
 * work. Where the server then differs from what was asked for, a warning says so.
 */
final class UnusedFlags {
  private static final String NO_TFLITE = "TensorFlow Lite models are not served";
  private static final String NO_XLA = "XLA compiles only what the graph itself asks for";

  /** Those that change nothing, and why. */
  private static final Map<String, String> REASONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("--enable_profiler", "there is no profiler service"),
              Map.entry("--flush_filesystem_caches", "the system keeps its caches"),
              Map.entry("--num_tflite_interpreters_per_pool", NO_TFLITE),
              Map.entry("--num_tflite_pools", NO_TFLITE),
              Map.entry("--platform_config_file", "sessions and batching have flags of their own"),
              Map.entry("--prefer_tflite_model", NO_TFLITE),
              Map.entry(
                  "--remove_unused_fields_from_bundle_metagraph", "only what is used is ever kept"),
              Map.entry("--skip_initialize_tpu", "there are no TPUs"),
              Map.entry(
                  "--thread_pool_factory_config_file",
                  "--tensorflow_intra_op_parallelism sets the threads"),
              Map.entry("--use_alts_credentials", "--ssl_config_file encrypts connections"),
              Map.entry("--xla_cpu_compilation_enabled", NO_XLA),
              Map.entry("--xla_gpu_compilation_enabled", NO_XLA)));

  /** The value with which a flag asks for what is the case anyway. */
  private static final Map<String, String> KEPT =
      Map.of(
          "--enable_profiler", "false",
          "--flush_filesystem_caches", "false",
          "--prefer_tflite_model", "false",
          "--remove_unused_fields_from_bundle_metagraph", "true",
          "--skip_initialize_tpu", "true",
          "--use_alts_credentials", "false",
          "--xla_cpu_compilation_enabled", "false",
          "--xla_gpu_compilation_enabled", "false");

  /** Health is always served, so the flag that asks for it needs no warning. */
  private static final String HEALTH = "--enable_grpc_healthcheck_service";

  private static final String ALTS = "--use_alts_credentials";

  private UnusedFlags() {}

  static void addTo(CommandSpec spec) {
    REASONS.keySet().forEach(name -> spec.addOption(option(name)));
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

  /**
   * Warnings about those that were given and ask for something else than is the case.
   *
   * @throws IllegalArgumentException if connections were to be encrypted by ALTS, since to leave
   *     them open in its place would be no small difference
   */
  static List<String> warnings(ParseResult parsed) {
    List<String> asked =
        REASONS.keySet().stream()
            .filter(parsed::hasMatchedOption)
            .filter(name -> !parsed.matchedOptionValue(name, "").equals(KEPT.get(name)))
            .toList();
    if (asked.contains(ALTS)) {
      throw new IllegalArgumentException(ALTS + " cannot be had; " + REASONS.get(ALTS));
    }
    return asked.stream()
        .map(name -> "Warning: " + name + " changes nothing here: " + REASONS.get(name))
        .toList();
  }
}
