package dev.strobe.pipeline.serving;

import dev.strobe.client.ClientConfig;
import dev.strobe.client.Endpoint;
import dev.strobe.client.ServingClient;
import dev.strobe.transforms.predictor.Predictor;

/** Makes the predictor that the flags ask for, on whichever worker it is wanted. */
public final class ServingPredictors {

  private ServingPredictors() {}

  /**
   * A factory for the target of {@code config}.
   *
   * @throws IllegalArgumentException if the target is no address
   */
  public static Predictor.Factory of(ServingConfig config) {
    if (config.embedded()) {
      return () -> EmbeddedPredictor.start(config);
    }
    Endpoint endpoint = Endpoint.of(config.target());
    String target = endpoint.target();
    return () ->
        new GrpcPredictor(
            ServingClient.connect(Endpoint.of(target), ClientConfig.defaults()),
            config.modelName(),
            config.timeout());
  }
}
