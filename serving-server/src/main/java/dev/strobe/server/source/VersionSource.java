package dev.strobe.server.source;

import java.util.Collection;

/** Finds out which versions should be served and tells its listener, again and again. */
public interface VersionSource extends AutoCloseable {

  /** Watches these models and no others; of one no longer watched no version is aspired. */
  void watch(Collection<WatchedModel> models);

  /** Stops watching; what was aspired stays so. */
  @Override
  void close();
}
