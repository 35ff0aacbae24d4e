package dev.strobe.server.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * What the files of a version looked like at one moment.
 *
 * @param fingerprint differs, but for a freak of chance, when a name, size or time differs, or who
 *     may read a file
 * @param newest when any of them was last written to
 */
record VersionFiles(long fingerprint, Instant newest) {

  /** Looks at all files; what cannot be read counts as it is, as something that may change. */
  static VersionFiles of(Path version) {
    var walk = new Walk(version);
    try {
      Path unused = Files.walkFileTree(version, walk);
      return new VersionFiles(walk.fingerprint, walk.newest);
    } catch (IOException e) {
      return new VersionFiles(e.toString().hashCode(), Instant.EPOCH);
    }
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private static final long PRIME = 0x100000001b3L;
    private static final String UNIX = "unix";
    private static final String ACCESS = "unix:mode,uid,gid";

    private final Path root;
    private final boolean hasAccess;
    private Instant newest = Instant.EPOCH;
    private long fingerprint;

    Walk(Path root) {
      this.root = root;
      this.hasAccess = root.getFileSystem().supportedFileAttributeViews().contains(UNIX);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      add(directory, attributes);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      add(file, attributes);
      return FileVisitResult.CONTINUE;
    }

    /** A sum, since the order in which files are visited is any. */
    private void add(Path file, BasicFileAttributes attributes) throws IOException {
      Instant written = attributes.lastModifiedTime().toInstant();
      long hash = root.relativize(file).toString().hashCode();
      hash = hash * PRIME + attributes.size();
      hash = hash * PRIME + written.hashCode();
      hash = hash * PRIME + access(file);
      fingerprint += hash * PRIME;
      newest = written.isAfter(newest) ? written : newest;
    }

    /** A file that could not be read may be made readable, which changes neither size nor time. */
    private int access(Path file) throws IOException {
      return hasAccess
          ? Files.readAttributes(file, ACCESS, LinkOption.NOFOLLOW_LINKS).hashCode()
          : 0;
    }
  }
}
