package dev.strobe.server.servable;

import dev.strobe.server.status.ServingException;
import java.util.List;

/** What a source of versions reports to. Safe for use by many threads; returns at once. */
public interface AspiredVersionsListener {

  /** These versions of the model should be served, and no others. */
  void aspire(String model, List<AspiredVersion> versions);

  /** It cannot be told which versions should be served; what is served stays. */
  void unreachable(String model, ServingException problem);
}
