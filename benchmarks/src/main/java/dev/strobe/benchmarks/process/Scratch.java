package dev.strobe.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of its own for files that are not kept. */
public record Scratch(Path directory) implements AutoCloseable {

  public static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("strobe-benchmark-"));
  }

  /** Deletes the directory with all that is in it. */
  @Override
  public void close() {
    try {
      for (Path path : contents()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> contents() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
