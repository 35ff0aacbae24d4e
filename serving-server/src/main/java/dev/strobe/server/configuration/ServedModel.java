package dev.strobe.server.configuration;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.requestlog.RequestSampling;
import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A model to serve.
 *
 * @param labels names for versions
 * @param sampling which of its requests are logged; empty for none
 */
public record ServedModel(
    WatchedModel model, Map<String, Long> labels, Optional<RequestSampling> sampling) {

  public ServedModel {
    requireNonNull(model, "model");
    requireNonNull(sampling, "sampling");
    labels = Map.copyOf(labels);
  }

  /** A model whose requests are not logged. */
  public ServedModel(WatchedModel model, Map<String, Long> labels) {
    this(model, labels, Optional.empty());
  }

  /** The newest version under {@code basePath}. */
  public static ServedModel of(String name, Path basePath) {
    return new ServedModel(new WatchedModel(name, basePath, VersionSelection.newest()), Map.of());
  }
}
