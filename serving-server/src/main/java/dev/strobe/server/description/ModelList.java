package dev.strobe.server.description;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.servable.VersionStatus;
import java.util.List;
import java.util.Map;

/** Tells which models there are. Safe for use by many threads. */
@FunctionalInterface
public interface ModelList {

  /** All models that are served or should be, sorted by name. */
  List<Model> models();

  /** Tells what {@code registry} knows. */
  static ModelList of(ServableRegistry registry) {
    return () ->
        registry.models().stream()
            .map(name -> new Model(name, registry.statuses(name), registry.labels(name)))
            .toList();
  }

  /**
   * One model.
   *
   * @param versions as of its status, newest first
   * @param labels the version that bears each
   */
  record Model(String name, List<VersionStatus> versions, Map<String, Long> labels) {

    public Model {
      requireNonNull(name, "name");
      versions = List.copyOf(versions);
      labels = Map.copyOf(labels);
    }
  }
}
