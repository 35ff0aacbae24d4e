package dev.strobe.server.rest;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.scheduling.LoopSlices;
import dev.strobe.server.servable.HeldServable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** REST servers over a model {@code held} whose runs the test itself ends. */
final class HeldModel implements AutoCloseable {
  static final String PREDICT = "/v1/models/held:predict";

  private final HeldServable held = HeldServable.ofFloats("tensorflow/serving/predict");
  private final FixedModels models = new FixedModels();
  private final List<RestServer> servers = new ArrayList<>();

  HeldModel() {
    models.add("held", 1, held);
  }

  HeldServable runs() {
    return held;
  }

  FixedModels models() {
    return models;
  }

  /** Starts a server, which lives as long as the model. */
  RestServer server(RestConfig config) {
    return start(config, models.services());
  }

  /** Starts one with as much room for requests and answers as is given. */
  RestServer server(RestConfig config, BytesInFlight bytes) {
    return start(config, models.services(bytes));
  }

  private RestServer start(RestConfig config, RestServices services) {
    RestServer server = RestServer.start(config, services, Optional.empty(), new LoopSlices());
    servers.add(server);
    return server;
  }

  @Override
  public void close() {
    servers.forEach(RestServer::close);
    models.close();
  }
}
