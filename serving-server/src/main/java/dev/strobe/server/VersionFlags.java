package dev.strobe.server;

import static java.util.stream.Collectors.joining;

import dev.strobe.server.servable.TransitionPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The command line's flags about the versions of a model. */
final class VersionFlags {

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
      names = "--start_wait_seconds",
      defaultValue = "60",
      description = "Ours: how long a starting server waits for its models before it listens.")
  private long startSeconds;

  /** Adds what the flags say. */
  LoadingConfig addTo(LoadingConfig config) {
    return config
        .withSettleTime(Duration.ofSeconds(settleSeconds))
        .withTransition(transition())
        .withStartPatience(Duration.ofSeconds(startSeconds));
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
                                .map(VersionFlags::name)
                                .collect(joining(", ")),
                            policy)));
  }

  private static String name(TransitionPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }
}
