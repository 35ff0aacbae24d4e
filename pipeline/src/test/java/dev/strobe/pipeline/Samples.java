package dev.strobe.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The bundled videos and what is true of them. */
final class Samples {
  static final Path ROOT = repositoryRoot();
  static final Path VIDEOS = ROOT.resolve("testdata/videos");
  static final Path BROKEN = ROOT.resolve("testdata/broken");
  static final Path MODELS = ROOT.resolve("testdata/models");

  private Samples() {}

  /** The true count of every bundled video, by file name. */
  static Map<String, Integer> trueCounts() {
    try (var lines = Files.lines(VIDEOS.resolve("INDEX.tsv"))) {
      return lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .collect(Collectors.toMap(cells -> cells[0], cells -> Integer.valueOf(cells[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path repositoryRoot() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("testdata/videos"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
