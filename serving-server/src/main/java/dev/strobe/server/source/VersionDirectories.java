package dev.strobe.server.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions under a base path, told by the names of its children alone. */
final class VersionDirectories {
  private VersionDirectories() {}

  /**
   * Lists the children whose name is a whole number; of several names for one number ({@code 1},
   * {@code 001}) the last in order counts.
   */
  static Listed list(Path basePath) throws IOException {
    SortedMap<String, Path> sorted = children(basePath);
    var versions = new TreeMap<Long, Path>();
    var passedOver = new ArrayList<Path>();
    sorted.forEach(
        (name, path) ->
            number(name)
                .ifPresent(
                    version -> {
                      Path other = versions.put(version, path);
                      if (other != null) {
                        passedOver.add(other);
                      }
                    }));
    return new Listed(versions, passedOver);
  }

  private static SortedMap<String, Path> children(Path basePath) throws IOException {
    var sorted = new TreeMap<String, Path>();
    boolean own = basePath.getFileSystem().equals(FileSystems.getDefault());
    try (DirectoryStream<Path> children = Files.newDirectoryStream(basePath)) {
      for (Path child : children) {
        String name = String.valueOf(child.getFileName());
        // Buckets have no folders, only names with slashes.
        sorted.put(name.endsWith("/") ? name.substring(0, name.length() - 1) : name, child);
      }
    } catch (DirectoryIteratorException e) {
      throw e;
    } catch (RuntimeException e) {
      // Providers of other file systems throw what they like, much of it unchecked.
      throw new IOException(e.toString(), e);
    }
    if (sorted.isEmpty() && !own) {
      // Elsewhere a folder that is empty and one that is gone may look the same.
      throw new NoSuchFileException(basePath.toString());
    }
    return sorted;
  }

  /**
   * What was found.
   *
   * @param passedOver paths whose number another one has
   */
  record Listed(NavigableMap<Long, Path> versions, List<Path> passedOver) {}

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
