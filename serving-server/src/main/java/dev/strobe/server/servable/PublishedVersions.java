package dev.strobe.server.servable;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The available versions of one model and its labels at one moment; never changes. */
record PublishedVersions(NavigableMap<Long, LoadedVersion> byNumber, Map<String, Long> labels) {
  static final PublishedVersions NONE = new PublishedVersions(new TreeMap<>(), Map.of());

  PublishedVersions {
    labels = Map.copyOf(labels);
  }

  PublishedVersions with(LoadedVersion loaded) {
    var versions = new TreeMap<>(byNumber);
    versions.put(loaded.id().version(), loaded);
    return new PublishedVersions(versions, labels);
  }

  PublishedVersions without(long version) {
    var versions = new TreeMap<>(byNumber);
    versions.remove(version);
    return new PublishedVersions(versions, labels);
  }

  PublishedVersions withLabels(Map<String, Long> newLabels) {
    return new PublishedVersions(byNumber, newLabels);
  }

  /** The version that the request means, of this model. */
  LoadedVersion find(ModelRef model) {
    if (model.label().isPresent()) {
      String label = model.label().get();
      Long version = labels.get(label);
      if (version == null) {
        throw unknownLabel(label);
      }
      return find(ModelRef.version(model.name(), version));
    }
    LoadedVersion found =
        model.version().isPresent() ? byNumber.get(model.version().getAsLong()) : newest();
    if (found == null) {
      throw notFound(model);
    }
    return found;
  }

  private @Nullable LoadedVersion newest() {
    Map.Entry<Long, LoadedVersion> last = byNumber.lastEntry();
    return last == null ? null : last.getValue();
  }

  static ServingException unknownLabel(String label) {
    return new ServingException(
        Code.INVALID_ARGUMENT, "Unrecognized servable version label: " + label);
  }

  static ServingException notFound(ModelRef model) {
    String what =
        model.version().isPresent()
            ? "Specific(" + model.name() + ", " + model.version().getAsLong() + ")"
            : "Latest(" + model.name() + ")";
    return new ServingException(Code.NOT_FOUND, "Servable not found for request: " + what);
  }
}
