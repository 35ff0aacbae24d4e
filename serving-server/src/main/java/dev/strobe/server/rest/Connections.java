package dev.strobe.server.rest;

import io.netty.channel.ChannelFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of one event loop, for its thread alone. Those beyond the limit are closed, and
 * those that only take up room when their time is over: a client that sends a head or a body bit by
 * bit is as idle here as one that sends nothing.
 */
final class Connections {
  private final Patience patience;
  private final AtomicInteger total;
  private final Map<HttpServerConnection, Client> clients = new HashMap<>();

  /**
   * None yet.
   *
   * @param total the connections of all event loops
   */
  Connections(Patience patience, AtomicInteger total) {
    this.patience = patience;
    this.total = total;
  }

  /** Counts a connection in; one too many is closed at the next look. */
  void opened(HttpServerConnection connection) {
    boolean full = total.incrementAndGet() > patience.maxConnections();
    connection.closeHandler(
        gone -> {
          total.decrementAndGet();
          clients.remove(connection);
        });
    clients.put(
        connection, new Client(System.nanoTime(), full ? Duration.ZERO : patience.firstHead()));
  }

  /** The head of a request is there. */
  void begins(HttpServerRequest request) {
    Client client = clients.get(request.connection());
    if (client != null) {
      client.waitFor(patience.body());
      request.end().onComplete(end -> client.waitFor(patience.answer()));
    }
  }

  /** The answer to a request is out. */
  void answered(HttpServerRequest request) {
    Client client = clients.get(request.connection());
    if (client != null) {
      client.waitFor(patience.nextHead());
    }
  }

  /** Closes those whose time is over, whatever is still to be sent: nobody takes it. */
  void sweep() {
    long now = System.nanoTime();
    for (Map.Entry<HttpServerConnection, Client> entry : List.copyOf(clients.entrySet())) {
      if (entry.getValue().isLate(now)) {
        ChannelFuture unused = entry.getKey().channelHandlerContext().close();
      }
    }
  }

  /** What one connection is waited for. */
  private static final class Client {
    private long sinceNanos;
    private long patienceNanos;

    Client(long nowNanos, Duration patience) {
      sinceNanos = nowNanos;
      patienceNanos = patience.toNanos();
    }

    void waitFor(Duration patience) {
      sinceNanos = System.nanoTime();
      patienceNanos = patience.toNanos();
    }

    boolean isLate(long nowNanos) {
      return nowNanos - sinceNanos > patienceNanos;
    }
  }
}
