package dev.strobe.pipeline;

import dev.strobe.pipeline.serving.ServingConfig;
import dev.strobe.transforms.count.CountingOptions;
import dev.strobe.transforms.count.Scoring;
import dev.strobe.transforms.infer.PeriodModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the main job does: the flags, checked, with their defaults filled in.
 *
 * @param input what {@code ReadMedia} takes
 * @param output folder of the tables
 * @param serving which model, and where
 * @param strides strides to look at a video with, in frames
 * @param counting how scores become counts
 */
record CountConfig(
    String input,
    String output,
    ServingConfig serving,
    List<Integer> strides,
    CountingOptions counting) {
  /** For models that cut windows themselves; RepNet's published export has its own way. */
  private static final Scoring DEFAULT_SCORING = Scoring.JOINT;

  private static final int MAX_STRIDE = 64;

  CountConfig {
    if (output.isBlank()) {
      throw new IllegalArgumentException("--output must be a folder but was empty");
    }
    strides = List.copyOf(strides);
    requireStrides(strides);
  }

  /**
   * Reads the flags.
   *
   * @throws IllegalArgumentException with one line for the user if a flag makes no sense
   */
  static CountConfig from(CountOptions options) {
    return from(options, DEFAULT_SCORING);
  }

  /** The same, for a model that has turned out to be this one. */
  static CountConfig from(CountOptions options, PeriodModel model) {
    return from(options, model.cutsWindows() ? DEFAULT_SCORING : Scoring.CORRECTED);
  }

  private static CountConfig from(CountOptions options, Scoring otherwise) {
    CountingOptions counting = counting(options, otherwise);
    return new CountConfig(
        options.getInput(),
        options.getOutput(),
        new ServingConfig(
            options.getServingTarget(),
            options.getModelBasePath(),
            options.getModelName(),
            Duration.ofSeconds(options.getServingTimeoutSeconds())),
        orElse(options.getStrides(), counting.strides()),
        counting);
  }

  private static CountingOptions counting(CountOptions options, Scoring otherwise) {
    @Nullable String given = options.getScoring();
    CountingOptions defaults = CountingOptions.defaults(given == null ? otherwise : scoring(given));
    double threshold = orElse(options.getThreshold(), defaults.threshold());
    double within = orElse(options.getWithinPeriodThreshold(), defaults.withinPeriodThreshold());
    requireShare("--threshold", threshold);
    requireShare("--withinPeriodThreshold", within);
    return defaults
        .withThreshold(threshold)
        .withWithinPeriodThreshold(within)
        .withMedianFilter(options.getMedianFilter())
        .withConstantSpeed(options.getConstantSpeed())
        .withFullyPeriodic(options.getFullyPeriodic());
  }

  private static Scoring scoring(String name) {
    for (Scoring scoring : Scoring.values()) {
      if (flagValue(scoring).equals(name)) {
        return scoring;
      }
    }
    String allowed =
        Arrays.stream(Scoring.values())
            .map(CountConfig::flagValue)
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "--scoring must be one of %s but was '%s'".formatted(allowed, name));
  }

  private static String flagValue(Scoring scoring) {
    return scoring.name().toLowerCase(Locale.ROOT);
  }

  private static void requireStrides(List<Integer> strides) {
    boolean inRange = strides.stream().allMatch(s -> s >= 1 && s <= MAX_STRIDE);
    if (strides.isEmpty() || !inRange || new HashSet<>(strides).size() < strides.size()) {
      throw new IllegalArgumentException(
          "--strides must be different numbers in [1, %d] but were %s"
              .formatted(MAX_STRIDE, strides));
    }
  }

  private static void requireShare(String flag, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1] but was %s".formatted(flag, value));
    }
  }

  private static <T> T orElse(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
