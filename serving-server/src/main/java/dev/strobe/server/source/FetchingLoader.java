package dev.strobe.server.source;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.ForwardingServable;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLoader;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads versions that lie in another file system than the machine's own, such as a bucket, from a
 * copy, as TensorFlow reads nothing else. The copy lies in the folder for temporary files and goes
 * when the version does.
 */
public final class FetchingLoader implements ServableLoader {
  private final ServableLoader loader;

  /** Loads by {@code loader}, which sees paths of the machine's own file system alone. */
  public FetchingLoader(ServableLoader loader) {
    this.loader = requireNonNull(loader, "loader");
  }

  /**
   * Loads a version.
   *
   * @throws ServingException UNAVAILABLE if it cannot be copied, else as the loader
   */
  @Override
  public Servable load(ServableId id, Path path) {
    if (path.getFileSystem().equals(FileSystems.getDefault())) {
      return loader.load(id, path);
    }
    LocalCopy copy = fetch(path);
    try {
      return new Fetched(loader.load(id, copy.folder()), copy);
    } catch (RuntimeException | Error e) {
      copy.close();
      throw e;
    }
  }

  private static LocalCopy fetch(Path path) {
    try {
      LocalCopy copy = new LocalCopy(Files.createTempDirectory("strobe-version-"));
      try {
        copy.fill(path);
        return copy;
      } catch (IOException | RuntimeException e) {
        copy.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      // Providers of buckets throw what they like, much of it unchecked.
      throw new ServingException(
          Code.UNAVAILABLE,
          "Cannot fetch %s: %s".formatted(FileProblem.place(path), FileProblem.of(e)),
          e);
    }
  }

  /** Takes its copy along when it goes. */
  private record Fetched(Servable servable, LocalCopy copy) implements ForwardingServable {

    @Override
    public void close() {
      try {
        servable.close();
      } finally {
        copy.close();
      }
    }
  }
}
