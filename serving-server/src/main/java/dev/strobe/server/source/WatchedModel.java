package dev.strobe.server.source;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A model whose versions are looked for.
 *
 * @param basePath the directory whose children are the versions
 */
public record WatchedModel(String name, Path basePath, VersionSelection selection) {

  public WatchedModel {
    requireNonNull(basePath, "basePath");
    requireNonNull(selection, "selection");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a model must have a name; the one of " + basePath);
    }
  }
}
