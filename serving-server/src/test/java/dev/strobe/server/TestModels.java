package dev.strobe.server;

import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

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

  /** Copies a model, or a version of one, to a place where nothing is yet. */
  public static void copy(String model, Path to) throws IOException {
    Path from = path(model);
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Copies a version beside its place and renames it into it. */
  public static void publish(String version, Path to) throws IOException {
    Path copy = to.resolveSibling(".copy-" + to.getFileName());
    copy(version, copy);
    move(copy, to);
  }

  /** Renames. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
