package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A version that should be served, and where it lies.
 *
 * @param path the version's own directory
 * @param files tells states of its files apart; 0 where nobody looks at them
 */
public record AspiredVersion(long version, Path path, long files) {

  public AspiredVersion {
    requireNonNull(path, "path");
  }

  /** A version whose files are not looked at. */
  public AspiredVersion(long version, Path path) {
    this(version, path, 0);
  }
}
