package dev.strobe.benchmarks.footage;

import static java.util.Objects.requireNonNull;

/**
 * A video whose count is known.
 *
 * @param file its name in the set's folder
 * @param trueCount whole cycles; 0 where nothing repeats
 * @param note where it comes from, without tabs
 */
public record LabelledClip(String file, int trueCount, String note) {

  public LabelledClip {
    requireNonNull(file, "file");
    requireNonNull(note, "note");
    if (trueCount < 0) {
      throw new IllegalArgumentException(
          "true_count of %s must be >= 0 but was %d".formatted(file, trueCount));
    }
  }

  /** Whether something repeats in it. */
  public boolean repeats() {
    return trueCount > 0;
  }
}
