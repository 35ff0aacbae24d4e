package dev.strobe.server.servable;

import dev.strobe.server.status.Code;
import java.nio.file.Path;
import java.util.Set;

/** Told what becomes of loads, on the threads that load and unload. */
public interface LoadListener {

  /** A load came to a servable with these signatures, after so long. */
  void loaded(ServableId id, Path path, Set<String> signatures, long nanos);

  /** A load came to nothing, after so long. */
  void failed(ServableId id, Path path, Code code, long nanos);

  /** What was loaded is closed. */
  void closed(ServableId id, Path path);
}
