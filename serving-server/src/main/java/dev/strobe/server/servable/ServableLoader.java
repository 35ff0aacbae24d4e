package dev.strobe.server.servable;

import dev.strobe.server.status.ServingException;
import java.nio.file.Path;

/** Makes servables of what lies in a directory. Safe for use by many threads. */
@FunctionalInterface
public interface ServableLoader {

  /**
   * Loads a version so that it is ready to answer; blocks for as long as that takes.
   *
   * @param path the version's own directory
   * @throws ServingException if it cannot be served; nothing stays allocated
   */
  Servable load(ServableId id, Path path);
}
