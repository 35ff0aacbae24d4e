package dev.strobe.server.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions under a base path, told by the names of its children alone. */
final class VersionDirectories {
  private static final Logger log = LoggerFactory.getLogger(VersionDirectories.class);

  private VersionDirectories() {}

  /**
   * Lists the children whose name is a whole number; of several names for one number ({@code 1},
   * {@code 001}) the last in order counts.
   */
  static NavigableMap<Long, Path> list(Path basePath) throws IOException {
    var sorted = new TreeMap<String, Path>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(basePath)) {
      for (Path child : children) {
        sorted.put(String.valueOf(child.getFileName()), child);
      }
    }
    var versions = new TreeMap<Long, Path>();
    sorted.forEach(
        (name, path) ->
            number(name)
                .ifPresent(
                    version -> {
                      Path other = versions.put(version, path);
                      if (other != null) {
                        log.warn(
                            "Version {} stands twice: {} counts, not {}", version, path, other);
                      }
                    }));
    return versions;
  }

  /** Leading zeros, blanks around and a sign are fine; nothing else is. */
  static Optional<Long> number(String name) {
    String digits = name.strip();
    if (!digits.matches("[+-]?[0-9]+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
