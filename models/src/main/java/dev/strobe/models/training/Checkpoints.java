package dev.strobe.models.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A directory of checkpoints, one subdirectory a step. A checkpoint appears whole or not at all;
 * only the newest is kept.
 */
final class Checkpoints {

  private static final String NAME = "step-";
  private static final String UNFINISHED = "unfinished";
  private static final String FILES = "variables";

  private final Path directory;

  Checkpoints(Path directory) {
    this.directory = directory;
  }

  /** Lets {@code writer} write files that begin with a given prefix, then makes them the newest. */
  void write(int step, Consumer<Path> writer) {
    try {
      Path unfinished = directory.resolve(UNFINISHED);
      delete(unfinished);
      Files.createDirectories(unfinished);
      writer.accept(unfinished.resolve(FILES));
      List<Path> older = all();
      Path finished = directory.resolve(String.format("%s%08d", NAME, step));
      delete(finished);
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
      for (Path each : older) {
        if (!each.equals(finished)) {
          delete(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a checkpoint to " + directory, e);
    }
  }

  /** Prefix of the newest checkpoint's files, if there is one. */
  Optional<Path> latest() {
    try {
      List<Path> all = all();
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1).resolve(FILES));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the checkpoints in " + directory, e);
    }
  }

  private List<Path> all() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(NAME))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(tree)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
