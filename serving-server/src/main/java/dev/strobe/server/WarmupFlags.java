package dev.strobe.server;

import dev.strobe.server.warmup.WarmupConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line's flags about warming versions up. */
final class WarmupFlags {

  @Option(
      names = "--enable_model_warmup",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Replay the requests in a version's assets.extra before it serves.")
  private boolean enabled;

  @Option(
      names = "--num_request_iterations_for_warmup",
      defaultValue = "0",
      description = "How often each of these requests is replayed; 0 for once.")
  private int iterations;

  /** What the flags say; empty for no warm-up. */
  Optional<WarmupConfig> config() {
    return enabled ? Optional.of(new WarmupConfig(Math.max(1, iterations))) : Optional.empty();
  }
}
