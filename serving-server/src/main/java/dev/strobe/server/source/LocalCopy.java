package dev.strobe.server.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of the machine with what lies elsewhere. */
record LocalCopy(Path folder) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalCopy.class);

  /** Copies every file below {@code source}, which may lie in another file system. */
  void fill(Path source) throws IOException {
    Path unused =
        Files.walkFileTree(
            source,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                  throws IOException {
                Path target = folder.resolve(source.relativize(file).toString()).normalize();
                if (!target.startsWith(folder)) {
                  throw new IOException(file + " does not lie below " + source);
                }
                Files.createDirectories(target.getParent());
                Path copied = Files.copy(file, target);
                assert copied.equals(target);
                return FileVisitResult.CONTINUE;
              }
            });
  }

  /** Removes the folder; what cannot be removed is told of and left. */
  @Override
  public void close() {
    try {
      Path unused =
          Files.walkFileTree(
              folder,
              new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                    throws IOException {
                  Files.delete(file);
                  return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException e)
                    throws IOException {
                  Files.delete(emptied);
                  return FileVisitResult.CONTINUE;
                }
              });
    } catch (IOException e) {
      log.warn("Cannot remove the copy at {}: {}", folder, e.toString());
    }
  }
}
