package dev.strobe.pipeline.serving;

import dev.strobe.client.ClientConfig;
import dev.strobe.client.ServingClient;
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.LoadingConfig;
import dev.strobe.server.ModelServer;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.source.PollingConfig;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.TensorEncoding;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.predictor.PredictorException;
import dev.strobe.transforms.predictor.Tensor;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A model on a server inside this process, reached without a network. */
final class EmbeddedPredictor implements Predictor {
  private final ModelServer server;
  private final GrpcPredictor predictor;

  private EmbeddedPredictor(ModelServer server, GrpcPredictor predictor) {
    this.server = server;
    this.predictor = predictor;
  }

  /**
   * Starts a server of that one model and waits until it is loaded.
   *
   * @throws PredictorException if it is not there or cannot be loaded
   */
  static EmbeddedPredictor start(ServingConfig config) {
    Path modelPath = Path.of(config.modelBasePath(), config.modelName());
    if (!Files.isDirectory(modelPath)) {
      throw new PredictorException(
          "NOT_FOUND",
          "there is no model '%s': '%s' is no folder".formatted(config.modelName(), modelPath),
          1,
          null);
    }
    ModelServer server = ModelServer.start(serverConfig(config.modelName(), modelPath));
    try {
      server.requireAvailable();
    } catch (ServingException e) {
      server.close();
      throw new PredictorException(e.code().name(), String.valueOf(e.getMessage()), 1, e);
    }
    ServingClient client =
        ServingClient.over(
            InProcessChannelBuilder.forName(server.inProcessName()).build(),
            ClientConfig.defaults());
    return new EmbeddedPredictor(
        server, new GrpcPredictor(client, config.modelName(), config.timeout()));
  }

  private static ServerConfig serverConfig(String name, Path path) {
    return ServerConfig.defaults()
        .withModels(List.of(ServedModel.of(name, path.toAbsolutePath())))
        .withInterfaces(
            InterfacesConfig.defaults()
                .withGrpc(GrpcConfig.defaults().withEncoding(TensorEncoding.CONTENT)))
        .withLoading(
            LoadingConfig.defaults()
                .withPolling(PollingConfig.once())
                .withRetries(new LoadRetries(0, Duration.ZERO)));
  }

  @Override
  public ModelSpec describe() {
    return predictor.describe();
  }

  @Override
  public CompletableFuture<Map<String, Tensor>> predict(
      String signature, Map<String, Tensor> inputs) {
    return predictor.predict(signature, inputs);
  }

  @Override
  public void close() {
    predictor.close();
    server.close();
  }
}
