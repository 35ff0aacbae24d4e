package dev.strobe.server.batching;

import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.util.Optional;

/** Says how a version is to be batched. Safe for use by many threads. */
@FunctionalInterface
public interface VersionBatching {

  /**
   * Asked once for each load; empty for a version that is not batched.
   *
   * @param version the version's own directory
   * @throws ServingException if it is not well said; the load then fails
   */
  Optional<BatchingConfig> of(Path version);
}
