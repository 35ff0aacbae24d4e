package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A version that should be served, and where it lies.
 *
 * @param path the version's own directory
 */
public record AspiredVersion(long version, Path path) {

  public AspiredVersion {
    requireNonNull(path, "path");
  }
}
