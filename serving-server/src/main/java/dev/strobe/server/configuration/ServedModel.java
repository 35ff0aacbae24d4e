package dev.strobe.server.configuration;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model to serve.
 *
 * @param labels names for versions
 */
public record ServedModel(WatchedModel model, Map<String, Long> labels) {

  public ServedModel {
    requireNonNull(model, "model");
    labels = Map.copyOf(labels);
  }

  /** The newest version under {@code basePath}. */
  public static ServedModel of(String name, Path basePath) {
    return new ServedModel(new WatchedModel(name, basePath, VersionSelection.newest()), Map.of());
  }
}
