package dev.strobe.benchmarks.footage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the sets {@code partly1}, {@code partly2} and {@code negatives} of a set of whole clips.
 */
public final class EvaluationSets {
  private EvaluationSets() {}

  /**
   * Writes the sets, each a folder with an index.
   *
   * @param clips clips that repeat from end to end, and perhaps some that do not repeat
   * @param footage folder of videos in which nothing repeats
   * @param folder where the sets go
   */
  public static void write(ClipSet clips, Path footage, Path folder) throws IOException {
    List<Footage> fillers = fillers(footage);
    Negatives.write(clips, fillers, folder.resolve("negatives"));
    PartlyPeriodic.write(clips, fillers, folder.resolve("partly1"), 1);
    PartlyPeriodic.write(clips, fillers, folder.resolve("partly2"), 2);
  }

  private static List<Footage> fillers(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(folder + " must hold videos in which nothing repeats but is empty");
    }
    List<Footage> fillers = new ArrayList<>();
    for (Path file : files) {
      fillers.add(Footage.probe(file));
    }
    return fillers;
  }
}
