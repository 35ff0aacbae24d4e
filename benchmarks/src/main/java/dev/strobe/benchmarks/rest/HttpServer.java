package dev.strobe.benchmarks.rest;

import dev.strobe.benchmarks.figures.Latencies;
import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.process.ServerProcess;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, and the only request that it is sent. */
final class HttpServer implements AutoCloseable {
  private static final long START_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();

  private final ServerProcess server;
  private final EventLoopGroup clientThreads;
  private final byte[] request;
  private final int responseBytes;

  private HttpServer(
      ServerProcess server, EventLoopGroup clientThreads, byte[] request, int responseBytes) {
    this.server = server;
    this.clientThreads = clientThreads;
    this.request = request;
    this.responseBytes = responseBytes;
  }

  /** Waits until the server answers, with 200 and {@code expected} somewhere in the body. */
  static HttpServer connect(
      ServerProcess server, EventLoopGroup clientThreads, String path, String body, String expected)
      throws IOException {
    byte[] request =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII);
    String response = answer(server.port(), request);
    if (!response.startsWith("HTTP/1.1 200") || !response.contains(expected)) {
      throw new IllegalStateException("a wrong answer: " + response);
    }
    return new HttpServer(server, clientThreads, request, response.length());
  }

  private static String answer(int port, byte[] request) throws IOException {
    long end = System.nanoTime() + START_NANOS;
    while (true) {
      try (var socket = new Socket("localhost", port)) {
        socket.getOutputStream().write(request);
        return readResponse(socket.getInputStream());
      } catch (ConnectException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private static String readResponse(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    String[] length = head.toString().toLowerCase(Locale.ROOT).split("content-length: ", 2);
    int bytes = Integer.parseInt(length[1].substring(0, length[1].indexOf('\r')));
    return head + new String(in.readNBytes(bytes), StandardCharsets.US_ASCII);
  }

  /** Loads the server for some time, and then until the last call is answered. */
  Slice run(int clients, Duration duration) {
    Duration processorStart = server.process().processorTime();
    long start = System.nanoTime();
    List<CompletableFuture<Latencies>> callers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      var caller = new HttpCaller(request, responseBytes, start + duration.toNanos());
      var unused =
          new Bootstrap()
              .group(clientThreads)
              .channel(NioSocketChannel.class)
              .handler(caller)
              .connect("localhost", server.port());
      callers.add(caller.done());
    }
    List<Latencies> latencies = callers.stream().map(CompletableFuture::join).toList();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    Duration processorTime = server.process().processorTime().minus(processorStart);
    return Slice.of(Latencies.sorted(latencies), elapsed, processorTime);
  }

  @Override
  public void close() {
    server.close();
  }
}
