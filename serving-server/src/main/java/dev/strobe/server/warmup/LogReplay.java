package dev.strobe.server.warmup;

import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.server.servable.ServableCatalog;
import java.util.concurrent.CompletableFuture;

/** Makes the call that a log of one kind records. Safe for use by many threads. */
@FunctionalInterface
public interface LogReplay {

  /**
   * Makes the call; what it answers is dropped.
   *
   * @param version finds the version being warmed up, by whatever name and number
   * @return ends with the call, or fails as it does
   */
  CompletableFuture<?> replay(PredictionLog log, ServableCatalog version);
}
