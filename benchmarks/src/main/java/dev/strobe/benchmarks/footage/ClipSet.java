package dev.strobe.benchmarks.footage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A folder of videos and the file {@value #INDEX} beside them, a line a video below a line of
 * column names, separated by tabs. The columns {@code file} and {@code true_count} are read.
 *
 * @param folder where the videos are
 * @param clips as the index has them
 */
public record ClipSet(Path folder, List<LabelledClip> clips) {
  static final String INDEX = "INDEX.tsv";

  public ClipSet {
    clips = List.copyOf(clips);
  }

  /**
   * Reads an index.
   *
   * @throws IOException if there is none, or it lacks a column
   */
  public static ClipSet read(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(INDEX));
    List<String> columns = lines.isEmpty() ? List.of() : cells(lines.get(0));
    int file = columns.indexOf("file");
    int count = columns.indexOf("true_count");
    if (file < 0 || count < 0) {
      throw new IOException(
          "%s must have the columns file and true_count but has %s"
              .formatted(folder.resolve(INDEX), columns));
    }
    List<LabelledClip> clips = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      clips.add(new LabelledClip(cells.get(file), Integer.parseInt(cells.get(count)), ""));
    }
    return new ClipSet(folder, clips);
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split("\t", -1));
  }

  /** Writes the index of a folder that holds these clips. */
  void writeIndex() throws IOException {
    StringBuilder text = new StringBuilder("file\ttrue_count\tnote\n");
    for (LabelledClip clip : clips) {
      text.append("%s\t%d\t%s\n".formatted(clip.file(), clip.trueCount(), clip.note()));
    }
    Files.writeString(folder.resolve(INDEX), text);
  }

  /** A clip's file. */
  Path path(LabelledClip clip) {
    return folder.resolve(clip.file());
  }
}
