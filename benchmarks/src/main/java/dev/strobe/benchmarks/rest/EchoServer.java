package dev.strobe.benchmarks.rest;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * The HTTP server under our REST interface, with as many event loops, answering every request with
 * its own body. Takes a port.
 */
final class EchoServer extends AbstractVerticle {
  private final int port;

  private EchoServer(int port) {
    this.port = port;
  }

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    int processors = Runtime.getRuntime().availableProcessors();
    var options =
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(processors);
    Vertx.vertx(options)
        .deployVerticle(
            () -> new EchoServer(port), new DeploymentOptions().setInstances(processors))
        .onFailure(
            failure -> {
              System.err.println(failure);
              System.exit(1);
            });
  }

  @Override
  public void start() {
    var unusedServer =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              var unusedEnd =
                                  request
                                      .response()
                                      .putHeader("content-type", "application/json")
                                      .end(body);
                            }))
            .listen(port);
  }
}
