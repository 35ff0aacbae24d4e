package dev.strobe.server;

import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import java.nio.file.Path;
import java.util.Map;

/** The small models among the test resources. */
public final class TestModels {
  private static final Path ROOT = Path.of("src", "test", "resources", "models").toAbsolutePath();

  private TestModels() {}

  /** The base path of a model. */
  public static Path path(String model) {
    return ROOT.resolve(model);
  }

  /** The newest version of a model, by a name of its own. */
  public static ServedModel newest(String name, String model) {
    return ServedModel.of(name, path(model));
  }

  /** All versions of a model. */
  public static ServedModel all(String name, String model, Map<String, Long> labels) {
    return new ServedModel(new WatchedModel(name, path(model), new VersionSelection.All()), labels);
  }
}
