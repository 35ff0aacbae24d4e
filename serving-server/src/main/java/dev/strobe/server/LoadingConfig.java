package dev.strobe.server;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.TransitionPolicy;
import dev.strobe.server.source.PollingConfig;
import dev.strobe.server.warmup.WarmupConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How versions are found, loaded and unloaded.
 *
 * @param transition in which order the versions of a model come and go
 * @param startPatience how long a starting server waits for its models before it listens without
 *     those that are missing
 * @param warmup how a version is warmed up before it serves; empty for not at all
 */
public record LoadingConfig(
    PollingConfig polling,
    TransitionPolicy transition,
    LoadRetries retries,
    Threads threads,
    Duration startPatience,
    Optional<WarmupConfig> warmup) {

  public LoadingConfig {
    requireNonNull(polling, "polling");
    requireNonNull(transition, "transition");
    requireNonNull(retries, "retries");
    requireNonNull(threads, "threads");
    requireNonNull(startPatience, "startPatience");
    requireNonNull(warmup, "warmup");
  }

  /**
   * A look each second, no settling, no gaps, TensorFlow Serving's retries and warm-up, a minute's
   * patience.
   */
  public static LoadingConfig defaults() {
    return new LoadingConfig(
        PollingConfig.every(Duration.ofSeconds(1)),
        TransitionPolicy.AVAILABILITY_PRESERVING,
        LoadRetries.defaults(),
        Threads.defaults(),
        Duration.ofMinutes(1),
        Optional.of(WarmupConfig.defaults()));
  }

  public LoadingConfig withPolling(PollingConfig newPolling) {
    return new LoadingConfig(newPolling, transition, retries, threads, startPatience, warmup);
  }

  public LoadingConfig withTransition(TransitionPolicy newTransition) {
    return new LoadingConfig(polling, newTransition, retries, threads, startPatience, warmup);
  }

  public LoadingConfig withRetries(LoadRetries newRetries) {
    return new LoadingConfig(polling, transition, newRetries, threads, startPatience, warmup);
  }

  public LoadingConfig withThreads(Threads newThreads) {
    return new LoadingConfig(polling, transition, retries, newThreads, startPatience, warmup);
  }

  public LoadingConfig withStartPatience(Duration newStartPatience) {
    return new LoadingConfig(polling, transition, retries, threads, newStartPatience, warmup);
  }

  public LoadingConfig withWarmup(Optional<WarmupConfig> newWarmup) {
    return new LoadingConfig(polling, transition, retries, threads, startPatience, newWarmup);
  }

  /**
   * The threads of all models together.
   *
   * @param loading how many models are loaded side by side
   * @param loadingAtMost how many with those that take long
   * @param unloading how many versions are unloaded side by side
   */
  public record Threads(int loading, int loadingAtMost, int unloading) {
    private static final int MOST = 16;

    public Threads {
      requirePositive("loading", loading);
      requirePositive("unloading", unloading);
      if (loadingAtMost < loading) {
        throw new IllegalArgumentException(
            "loadingAtMost must be >= loading, %d, but was %d".formatted(loading, loadingAtMost));
      }
    }

    private static void requirePositive(String name, int threads) {
      if (threads < 1) {
        throw new IllegalArgumentException(name + " threads must be >= 1 but were " + threads);
      }
    }

    /**
     * Half the cores load, so that those that serve are left time, but two threads at least, so
     * that a slow load is passed by others, and four at most; up to sixteen where loads take long.
     * Four unload.
     */
    public static Threads defaults() {
      int cores = Runtime.getRuntime().availableProcessors();
      return new Threads(Math.max(2, Math.min(4, cores / 2)), MOST, 4);
    }

    /** Loads so many side by side, however long they take. */
    public Threads withLoading(int newLoading) {
      return new Threads(newLoading, newLoading, unloading);
    }

    /** Unloads so many side by side. */
    public Threads withUnloading(int newUnloading) {
      return new Threads(loading, loadingAtMost, newUnloading);
    }
  }
}
