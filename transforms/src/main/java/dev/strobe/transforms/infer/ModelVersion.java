package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

/** Which model answered. */
public record ModelVersion(String name, long version) {

  public ModelVersion {
    requireNonNull(name, "name");
  }
}
