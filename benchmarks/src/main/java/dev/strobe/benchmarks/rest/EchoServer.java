package dev.strobe.benchmarks.rest;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;

import dev.strobe.benchmarks.bare.BareRun;
import dev.strobe.benchmarks.bare.BareSession;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * The HTTP server under our REST interface, with as many event loops, answering every request with
 * its own body. Takes a port; with the directory of a version, whose signature {@code
 * serving_default} has one FLOAT input, it also runs that on one number for each request, the
 * answer to which is thrown away.
 */
final class EchoServer extends AbstractVerticle {
  private static final int FLOAT = 1;
  private static final long[] ONE_NUMBER = {1};

  private final int port;
  private final Runnable work;

  private EchoServer(int port, Runnable work) {
    this.port = port;
    this.work = work;
  }

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    Runnable work = args.length > 1 ? run(Path.of(args[1])) : () -> {};
    int processors = Runtime.getRuntime().availableProcessors();
    var options =
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(processors);
    Vertx.vertx(options)
        .deployVerticle(
            () -> new EchoServer(port, work), new DeploymentOptions().setInstances(processors))
        .onFailure(
            failure -> {
              System.err.println(failure);
              System.exit(1);
            });
  }

  private static Runnable run(Path version) {
    BareSession session = BareSession.load(version, "serving_default");
    ThreadLocal<BareRun> runs = ThreadLocal.withInitial(() -> new BareRun(session));
    return () -> {
      TF_Tensor one = TF_AllocateTensor(FLOAT, ONE_NUMBER, ONE_NUMBER.length, Float.BYTES);
      TF_DeleteTensor(runs.get().run(one));
    };
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
                              work.run();
                              var unusedEnd =
                                  request
                                      .response()
                                      .putHeader("content-type", "application/json")
                                      .end(body);
                            }))
            .listen(port);
  }
}
