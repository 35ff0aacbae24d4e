package dev.strobe.server.warmup;

import dev.strobe.server.status.Code;
import java.nio.file.Path;

/** What warm-ups report. Called on the threads that load. */
@FunctionalInterface
public interface WarmupMetrics {

  /** Reports to nobody. */
  WarmupMetrics NONE = (version, code, records, nanos) -> {};

  /**
   * A warm-up has ended; versions that came without requests have none.
   *
   * @param version the version's own directory
   * @param records how many were read, with the one that failed
   */
  void onWarmup(Path version, Code code, int records, long nanos);
}
