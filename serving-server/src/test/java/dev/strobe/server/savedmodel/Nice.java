package dev.strobe.server.savedmodel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Priorities of threads, as Linux tells them. */
final class Nice {
  private static final int FIELD = 16;

  private Nice() {}

  /** Whether all threads of this process have this priority. */
  static boolean allThreadsAre(int nice) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads.filter(Files::exists).allMatch(thread -> isOrHasEnded(thread, nice));
    }
  }

  private static boolean isOrHasEnded(Path thread, int nice) {
    try {
      return of(thread) == nice;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  /** That of the thread of a directory in /proc. */
  static int of(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      // The name, which may hold anything, ends with the last bracket.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(fields[FIELD]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
