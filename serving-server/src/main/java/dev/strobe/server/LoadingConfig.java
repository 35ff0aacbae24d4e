package dev.strobe.server;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.TransitionPolicy;
import dev.strobe.server.warmup.WarmupConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How versions are found, loaded and unloaded.
 *
 * @param pollInterval time between two looks for versions; zero to look once, negative for never
 * @param settleTime how long the files of a version must not change before it is loaded; zero not
 *     to look at them
 * @param transition in which order the versions of a model come and go
 * @param loadThreads how many models are loaded side by side
 * @param unloadThreads how many versions are unloaded side by side
 * @param startPatience how long a starting server waits for its models before it listens without
 *     those that are missing
 * @param warmup how a version is warmed up before it serves; empty for not at all
 */
public record LoadingConfig(
    Duration pollInterval,
    Duration settleTime,
    TransitionPolicy transition,
    LoadRetries retries,
    int loadThreads,
    int unloadThreads,
    Duration startPatience,
    Optional<WarmupConfig> warmup) {

  public LoadingConfig {
    requireNonNull(pollInterval, "pollInterval");
    requireNonNull(transition, "transition");
    requireNonNull(retries, "retries");
    requireNonNull(startPatience, "startPatience");
    requireNonNull(warmup, "warmup");
    if (settleTime.isNegative()) {
      throw new IllegalArgumentException("settleTime must be >= 0 but was " + settleTime);
    }
    if (loadThreads < 1) {
      throw new IllegalArgumentException("loadThreads must be >= 1 but was " + loadThreads);
    }
    if (unloadThreads < 1) {
      throw new IllegalArgumentException("unloadThreads must be >= 1 but was " + unloadThreads);
    }
  }

  /**
   * A look each second, no settling, no gaps, TensorFlow Serving's retries and warm-up, a minute's
   * patience. Half the cores load, so that those that serve are left time, but two threads at
   * least, so that a slow load is passed by others, and four at most.
   */
  public static LoadingConfig defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new LoadingConfig(
        Duration.ofSeconds(1),
        Duration.ZERO,
        TransitionPolicy.AVAILABILITY_PRESERVING,
        LoadRetries.defaults(),
        Math.max(2, Math.min(4, cores / 2)),
        4,
        Duration.ofMinutes(1),
        Optional.of(WarmupConfig.defaults()));
  }

  public LoadingConfig withPollInterval(Duration newPollInterval) {
    return new LoadingConfig(
        newPollInterval,
        settleTime,
        transition,
        retries,
        loadThreads,
        unloadThreads,
        startPatience,
        warmup);
  }

  public LoadingConfig withSettleTime(Duration newSettleTime) {
    return new LoadingConfig(
        pollInterval,
        newSettleTime,
        transition,
        retries,
        loadThreads,
        unloadThreads,
        startPatience,
        warmup);
  }

  public LoadingConfig withTransition(TransitionPolicy newTransition) {
    return new LoadingConfig(
        pollInterval,
        settleTime,
        newTransition,
        retries,
        loadThreads,
        unloadThreads,
        startPatience,
        warmup);
  }

  public LoadingConfig withRetries(LoadRetries newRetries) {
    return new LoadingConfig(
        pollInterval,
        settleTime,
        transition,
        newRetries,
        loadThreads,
        unloadThreads,
        startPatience,
        warmup);
  }

  public LoadingConfig withThreads(int newLoadThreads, int newUnloadThreads) {
    return new LoadingConfig(
        pollInterval,
        settleTime,
        transition,
        retries,
        newLoadThreads,
        newUnloadThreads,
        startPatience,
        warmup);
  }

  public LoadingConfig withStartPatience(Duration newStartPatience) {
    return new LoadingConfig(
        pollInterval,
        settleTime,
        transition,
        retries,
        loadThreads,
        unloadThreads,
        newStartPatience,
        warmup);
  }

  public LoadingConfig withWarmup(Optional<WarmupConfig> newWarmup) {
    return new LoadingConfig(
        pollInterval,
        settleTime,
        transition,
        retries,
        loadThreads,
        unloadThreads,
        startPatience,
        newWarmup);
  }
}
