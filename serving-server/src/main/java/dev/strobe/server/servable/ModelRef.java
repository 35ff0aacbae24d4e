package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The model a request asks for: its newest available version, a version by number, or one by label.
 *
 * @param name may be empty, which no model is called
 * @param version empty unless asked for by number
 * @param label empty unless asked for by label
 */
public record ModelRef(String name, OptionalLong version, Optional<String> label) {

  public ModelRef {
    requireNonNull(name, "name");
    if (version.isPresent() && label.isPresent()) {
      throw new IllegalArgumentException(
          "a model is asked for by version or by label, but both were given: %s and %s"
              .formatted(version, label));
    }
  }

  /** The newest available version. */
  public static ModelRef latest(String name) {
    return new ModelRef(name, OptionalLong.empty(), Optional.empty());
  }

  /** This version. */
  public static ModelRef version(String name, long version) {
    return new ModelRef(name, OptionalLong.of(version), Optional.empty());
  }

  /** The version that bears this label. */
  public static ModelRef label(String name, String label) {
    return new ModelRef(name, OptionalLong.empty(), Optional.of(label));
  }
}
