package dev.strobe.server.grpc;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.scheduling.LoopSlices;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tls.TlsIdentity;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerStreamTracer;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The gRPC interface on the transports it is offered on, from their start to their end. */
public final class GrpcServers implements AutoCloseable {
  private static final long STOP_SECONDS = 5;

  private final GrpcInterface services;
  private final String inProcessName;
  private final OptionalInt port;
  private final InFlightCalls inFlight;
  private final List<Server> servers;
  private final EventLoops loops;

  private GrpcServers(
      GrpcInterface services,
      String inProcessName,
      OptionalInt port,
      InFlightCalls inFlight,
      List<Server> servers,
      EventLoops loops) {
    this.services = services;
    this.inProcessName = inProcessName;
    this.port = port;
    this.inFlight = inFlight;
    this.servers = servers;
    this.loops = loops;
  }

  /**
   * Starts the in-process transport, and those of the network that are configured.
   *
   * @param identity what encrypted connections show
   * @param bytes what the calls from outside the process may take
   * @param calls told of every call
   * @param slices given to the threads of the network's transports
   * @throws ServingException UNAVAILABLE if the port or the socket cannot be had
   */
  public static GrpcServers start(
      GrpcInterface services,
      GrpcConfig config,
      Optional<TlsIdentity> identity,
      BytesInFlight bytes,
      Calls calls,
      LoopSlices slices) {
    var inFlight = new InFlightCalls();
    List<ServerStreamTracer.Factory> tracers =
        calls.areObserved() ? List.of(inFlight, new ObservedCalls(calls)) : List.of(inFlight);
    var network = new NettyServers(services, config.arguments(), identity, bytes);
    List<Server> servers = new ArrayList<>();
    EventLoops loops = EventLoops.make(slices);
    try {
      if (config.socket().isPresent()) {
        var file = new SocketFile(config.socket().get());
        var builder = network.complete(loops.at(file));
        servers.add(start(builder, tracers, "socket " + file.path()));
      }
      OptionalInt port = OptionalInt.empty();
      if (config.port().isPresent()) {
        int wanted = config.port().getAsInt();
        var builder = network.complete(loops.at(wanted));
        Server server = start(builder, tracers, "port " + wanted);
        servers.add(server);
        port = OptionalInt.of(server.getPort());
      }
      String name = InProcessServerBuilder.generateName();
      var builder = InProcessServerBuilder.forName(name);
      servers.add(start(services.addTo(builder), tracers, name));
      return new GrpcServers(services, name, port, inFlight, servers, loops);
    } catch (RuntimeException e) {
      servers.forEach(Server::shutdownNow);
      loops.close();
      throw e;
    }
  }

  private static Server start(
      ServerBuilder<?> builder, List<ServerStreamTracer.Factory> tracers, String where) {
    tracers.forEach(builder::addStreamTracerFactory);
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new ServingException(
          Code.UNAVAILABLE, "Cannot listen at %s: %s".formatted(where, rootMessage(e)), e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** The name by which clients of this process reach the in-process transport. */
  public String inProcessName() {
    return inProcessName;
  }

  /** The port listened at; empty if there is none. */
  public OptionalInt port() {
    return port;
  }

  /** Says of everything that it serves no more; still answers what comes. */
  public void announceEnd() {
    services.drain();
  }

  /** Takes no new calls and waits for those in flight; false if that takes longer. */
  public boolean drain(Duration patience) throws InterruptedException {
    servers.forEach(Server::shutdown);
    return inFlight.await(patience);
  }

  /** Ends what is left of calls and connections. */
  @Override
  public void close() {
    servers.forEach(Server::shutdownNow);
    try {
      for (Server server : servers) {
        boolean unused = server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loops.close();
  }
}
