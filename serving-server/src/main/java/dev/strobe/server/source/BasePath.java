package dev.strobe.server.source;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a model's versions lie, as it is configured. */
public final class BasePath {
  private static final Pattern URI_FORM = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");

  private BasePath() {}

  /**
   * The path of a name such as {@code /models/m} or {@code file:///models/m}, or in any other file
   * system that Java has a provider for, such as {@code gs://bucket/m}.
   *
   * @throws ServingException INVALID_ARGUMENT if there is no such file system, or it refuses the
   *     name
   */
  public static Path of(String name) {
    try {
      return URI_FORM.matcher(name).matches() ? Path.of(URI.create(name)) : Path.of(name);
    } catch (FileSystemNotFoundException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "There is no file system for %s; a provider of it must be on the class path"
              .formatted(name),
          e);
    } catch (RuntimeException | LinkageError e) {
      // Providers throw what they like, much of it unchecked.
      throw new ServingException(
          Code.INVALID_ARGUMENT, "%s cannot be used: %s".formatted(name, e), e);
    }
  }
}
