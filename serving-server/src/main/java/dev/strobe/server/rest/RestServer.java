package dev.strobe.server.rest;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.admission.InFlight;
import dev.strobe.server.scheduling.LoopSlices;
import dev.strobe.server.scheduling.Turns;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tls.TlsIdentity;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The REST interface, listening from the moment it exists until it is closed. Every event loop has
 * a listener of its own at the same port, and the connections are dealt out among them.
 */
public final class RestServer implements AutoCloseable {
  private static final Duration START_STOP_PATIENCE = Duration.ofSeconds(10);

  /** Vert.x's word for a free port that is the same for all listeners. */
  private static final int ANY_SHARED_PORT = -1;

  private static final int MAX_CHUNK_BYTES = 64 << 10;

  private final Vertx vertx;
  private final InFlight inFlight;
  private final RestThreads threads;
  private final int port;

  private RestServer(Vertx vertx, InFlight inFlight, RestThreads threads, int port) {
    this.vertx = vertx;
    this.inFlight = inFlight;
    this.threads = threads;
    this.port = port;
  }

  /**
   * Starts to listen.
   *
   * @param identity what encrypted connections show; empty for connections that are not encrypted
   * @param slices given to the event loops
   * @throws ServingException UNAVAILABLE if the port cannot be had
   */
  public static RestServer start(
      RestConfig config, RestServices services, Optional<TlsIdentity> identity, LoopSlices slices) {
    requireNonNull(services, "services");
    Vertx vertx = Vertx.vertx(vertxOptions(config));
    var inFlight = new InFlight();
    var threads = new RestThreads(config.workers());
    var handler = new RestHandler(vertx, config, services, inFlight, threads);
    HttpServerOptions options = httpOptions(config, identity);
    var connections = new AtomicInteger();
    var port = new AtomicInteger();
    try {
      listen(
          vertx,
          config,
          () -> {
            var own = new Connections(Patience.of(config), connections);
            return new Listener(options, handler, own, slices, port);
          });
      return new RestServer(vertx, inFlight, threads, port.get());
    } catch (ServingException e) {
      threads.close();
      await(vertx.close(), "stop");
      throw e;
    }
  }

  private static VertxOptions vertxOptions(RestConfig config) {
    return new VertxOptions()
        .setEventLoopPoolSize(config.eventLoops())
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setPreferNativeTransport(true)
        .setUseDaemonThread(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpServerOptions httpOptions(RestConfig config, Optional<TlsIdentity> identity) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setPort(config.port() == 0 ? ANY_SHARED_PORT : config.port())
            .setMaxChunkSize(MAX_CHUNK_BYTES)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            // Else a connection counts only once its first bytes tell which HTTP it speaks.
            .setHttp2ClearTextEnabled(false);
    identity.ifPresent(shown -> encrypt(options, shown));
    return options;
  }

  private static void encrypt(HttpServerOptions options, TlsIdentity identity) {
    options.setSsl(true).setKeyCertOptions(KeyCertOptions.wrap(identity.keyManager()));
    if (OpenSSLEngineOptions.isAvailable()) {
      options.setSslEngineOptions(new OpenSSLEngineOptions());
    }
    identity
        .clientTrust()
        .ifPresent(
            trust ->
                options
                    .setTrustOptions(TrustOptions.wrap(trust))
                    .setClientAuth(ClientAuth.REQUIRED));
  }

  private static void listen(Vertx vertx, RestConfig config, Supplier<Verticle> listeners) {
    Future<String> deployment =
        vertx.deployVerticle(listeners, new DeploymentOptions().setInstances(config.eventLoops()));
    await(deployment, "listen at port " + config.port());
  }

  private static void await(Future<?> future, String what) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ServingException(
          Code.UNAVAILABLE, "The REST interface could not %s: %s".formatted(what, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServingException(Code.CANCELLED, "Interrupted while trying to " + what, e);
    }
  }

  /** The port that is listened at. */
  public int port() {
    return port;
  }

  /** Answers new requests with UNAVAILABLE from now on. */
  public void turnAway() {
    inFlight.close();
  }

  /**
   * Turns new requests away and waits for the answers to those that are in.
   *
   * @return false if some were not answered in this time
   */
  public boolean drain(Duration patience) throws InterruptedException {
    return inFlight.drain(patience);
  }

  /** Stops listening and closes all connections; requests still in are not answered. */
  @Override
  public void close() {
    await(vertx.close(), "stop");
    threads.close();
  }

  /** Listens on one event loop. */
  private static final class Listener extends AbstractVerticle {
    private final HttpServerOptions options;
    private final RestHandler handler;
    private final Connections connections;
    private final LoopSlices slices;
    private final AtomicInteger port;
    private final FlushRound round = new FlushRound(System::nanoTime);

    Listener(
        HttpServerOptions options,
        RestHandler handler,
        Connections connections,
        LoopSlices slices,
        AtomicInteger port) {
      this.options = options;
      this.handler = handler;
      this.connections = connections;
      this.slices = slices;
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      Executor loop = task -> context.runOnContext(unused -> task.run());
      Turns.take(loop);
      slices.add(loop);
      long unused = vertx.setPeriodic(Patience.SWEEP.toMillis(), tick -> connections.sweep());
      vertx
          .createHttpServer(options)
          .connectionHandler(
              connection -> {
                var opened = (HttpServerConnection) connection;
                round.join(opened.channel());
                connections.opened(opened);
              })
          .requestHandler(request -> handler.handle(request, connections))
          .listen()
          .onSuccess(server -> port.set(server.actualPort()))
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
