package dev.strobe.transforms.predictor;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A model behind some server, as the transforms see it. Implementations are safe for use by many
 * threads, bound every call by a deadline of their own, and retry what is worth retrying; a call
 * that fails for good completes with a {@link PredictorException}.
 */
public interface Predictor extends AutoCloseable {

  /**
   * Asks the server what the model is. Blocks, for a bounded time.
   *
   * @throws PredictorException if the server does not answer or has no such model
   */
  ModelSpec describe();

  /**
   * Runs a signature. Does not block on the network; the future completes on a thread of the
   * predictor, which dependants must not hold up.
   */
  CompletableFuture<Map<String, Tensor>> predict(String signature, Map<String, Tensor> inputs);

  @Override
  void close();

  /**
   * Makes a predictor where the work happens. Travels to the workers, so it holds only settings.
   */
  @FunctionalInterface
  interface Factory extends Serializable {
    Predictor create();
  }
}
