package dev.strobe.benchmarks.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A base path to which versions are published as they should be: copied beside it, and renamed into
 * place.
 *
 * @param version the directory every version is a copy of
 */
record PublishedModel(Path base, Path version) {

  /** The name of the model that a workload calls. */
  static final String CALLED = "model";

  /** The base path of a model without versions. */
  static PublishedModel of(Path base, Path version) throws IOException {
    return new PublishedModel(Files.createDirectories(base), version);
  }

  /** The arguments of our server at a port. */
  static IntFunction<List<String>> withPort(List<String> flags) {
    return port -> {
      List<String> all = new ArrayList<>(flags);
      all.add("--port=" + port);
      return all;
    };
  }

  void publish(int number) {
    Path copy = base.resolveSibling(base.getFileName() + "-copy-" + number);
    try (Stream<Path> files = Files.walk(version)) {
      for (Path file : files.toList()) {
        Path unused = Files.copy(file, copy.resolve(version.relativize(file).toString()));
      }
      Path unused =
          Files.move(copy, base.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
