package dev.strobe.server;

import static java.util.stream.Collectors.joining;

import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.TransitionPolicy;
import dev.strobe.server.source.PollingConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line's flags about versions: how they are found, loaded and unloaded. */
final class LoadingFlags {

  @Option(
      names = "--file_system_poll_wait_seconds",
      defaultValue = "1",
      description = "Time between two looks for versions; 0 to look once, below 0 for never.")
  private long pollSeconds;

  @Option(
      names = "--version_settle_seconds",
      defaultValue = "0",
      description =
          "Ours: load a version when its files have not changed for so long; 0 when it is there.")
  private long settleSeconds;

  @Option(
      names = "--aspired_version_policy",
      defaultValue = "availability_preserving",
      description =
          "Ours: availability_preserving to load the new version first, resource_preserving to"
              + " unload the old one first.")
  private String policy = "";

  @Option(
      names = "--max_num_load_retries",
      defaultValue = "5",
      description = "How often a failed load is tried again.")
  private int maxRetries;

  @Option(
      names = "--load_retry_interval_micros",
      defaultValue = "60000000",
      description = "Wait before each of these tries.")
  private long retryMicros;

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
      names = "--start_wait_seconds",
      defaultValue = "60",
      description = "Ours: how long a starting server waits for its models before it listens.")
  private long startSeconds;

  @Mixin private WarmupFlags warmup = new WarmupFlags();

  /**
   * What the flags say.
   *
   * @throws IllegalArgumentException for a value that is not allowed
   */
  LoadingConfig config() {
    FlagCount.requireNatural("--max_num_load_retries", maxRetries);
    return new LoadingConfig(
        new PollingConfig(Duration.ofSeconds(pollSeconds), Duration.ofSeconds(settleSeconds)),
        transition(),
        new LoadRetries(maxRetries, Duration.ofNanos(Math.max(0, retryMicros) * 1000)),
        threads(),
        Duration.ofSeconds(startSeconds),
        warmup.config());
  }

  private TransitionPolicy transition() {
    return Arrays.stream(TransitionPolicy.values())
        .filter(known -> name(known).equals(policy))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--aspired_version_policy must be one of %s but was '%s'"
                        .formatted(
                            Arrays.stream(TransitionPolicy.values())
                                .map(LoadingFlags::name)
                                .collect(joining(", ")),
                            policy)));
  }

  private static String name(TransitionPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  private LoadingConfig.Threads threads() {
    var defaults = LoadingConfig.Threads.defaults();
    FlagCount.requireNatural("--num_load_threads", loadThreads);
    var threads = loadThreads == 0 ? defaults : defaults.withLoading(loadThreads);
    return threads.withUnloading(
        FlagCount.of("--num_unload_threads", unloadThreads, defaults.unloading()));
  }
}
