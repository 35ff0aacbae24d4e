package dev.strobe.server.servable;

import dev.strobe.protos.tensorflow.SignatureDef;
import java.util.Map;

/**
 * A loaded version of a model. Safe for use by many threads.
 *
 * <p>What stands between a front end and a runtime (batching, queues) is a servable around another,
 * so every one of them keeps to the protocol of {@link Run}.
 */
public interface Servable extends AutoCloseable {

  /** What it can do, by signature name; the same map always. */
  Map<String, Signature> signatures();

  /** The same as the model itself puts it, by name, for clients that ask for metadata. */
  Map<String, SignatureDef> definitions();

  /**
   * Starts a run and sees to it that it ends, once, by {@link Run#succeed} or {@link Run#fail}, on
   * this thread before returning or on another one later. Throws nothing.
   */
  void run(Run run);

  /** Frees what the version holds. Called once, when nobody runs it any more; may block. */
  @Override
  void close();
}
