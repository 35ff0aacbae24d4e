package dev.strobe.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes bytes between a fixed port and whichever server is behind it at the time, and tells when
 * so many have gone to the server.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong untilMark;
  private final CountDownLatch mark = new CountDownLatch(1);
  private volatile int serverPort;

  Relay(int serverPort, long markBytes) throws IOException {
    this.serverPort = serverPort;
    this.untilMark = new AtomicLong(markBytes);
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void passTo(int newServerPort) {
    serverPort = newServerPort;
  }

  /** Waits until the marked number of bytes has gone to a server. */
  void awaitMark() throws InterruptedException {
    mark.await();
  }

  /** Ends with the listener. */
  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        join(client);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      threads.execute(() -> pass(client, server, untilMark));
      threads.execute(() -> pass(server, client, new AtomicLong(Long.MAX_VALUE)));
    } catch (IOException noServer) {
      client.close();
    }
  }

  private void pass(Socket from, Socket to, AtomicLong until) {
    byte[] buffer = new byte[1 << 14];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (until.addAndGet(-n) <= 0) {
          mark.countDown();
        }
      }
    } catch (IOException broken) {
      // One side is gone, and with it the other.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
