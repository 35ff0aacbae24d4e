package dev.strobe.benchmarks.serving;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the models that servers are compared with, by how much goes to and fro. */
enum ModelSize {
  SMALL,
  LARGE;

  /** The one of that name in small letters. */
  static Optional<ModelSize> of(String name) {
    return Arrays.stream(values())
        .filter(size -> size.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
