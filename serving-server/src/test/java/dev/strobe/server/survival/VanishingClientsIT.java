package dev.strobe.server.survival;

import static dev.strobe.server.ServerProcess.TOUCHED_HEAP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.ServerProcess;
import dev.strobe.server.TestModels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Clients that go away in the middle of a request, thousands of them, leave nothing behind. */
final class VanishingClientsIT {
  private static final int CLIENTS = 10_000;
  private static final int SENDERS = 16;
  private static final String HALF_A_REQUEST =
      "POST /v1/models/m:predict HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{\"instan";

  /** HTTP/2's preface, empty settings, and the head of a headers frame that never comes. */
  private static final String HALF_A_CALL =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\0\0\100\1\4\0\0\0\1";

  @Test
  void serverGoesOnAsBefore() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            TOUCHED_HEAP,
            "--model_name=m",
            "--model_base_path=" + TestModels.path("own_half_plus_two"))) {
      vanish(server, CLIENTS / 10);
      assertThat(ask(server)).isEqualTo(200);
      long files = server.openFiles();
      long memory = server.residentMegabytes();
      vanish(server, CLIENTS);
      assertThat(ask(server)).isEqualTo(200);
      assertThat(server.isAlive()).isTrue();
      awaitOpenFiles(server, files + 20);
      long after = server.residentMegabytes();
      System.out.printf(
          "vanishing clients: %d, resident MB %d before and %d after, open files %d and %d%n",
          CLIENTS, memory, after, files, server.openFiles());
      assertThat(after - memory).isLessThan(64);
    }
  }

  /** The server hears of a reset at once, but handles it after what came before it. */
  private static void awaitOpenFiles(ServerProcess server, long most) throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    long open = server.openFiles();
    while (open > most && System.nanoTime() < end) {
      assertThat(ask(server)).isEqualTo(200);
      open = server.openFiles();
    }
    assertThat(open).isLessThanOrEqualTo(most);
  }

  private static int ask(ServerProcess server) throws IOException {
    try (var http = new RawHttp(server.restPort())) {
      return http.send("POST /v1/models/m:predict", "", "{\"instances\":[1]}".getBytes(ISO_8859_1));
    }
  }

  private static void vanish(ServerProcess server, int clients) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        boolean rest = i % 2 == 0;
        all.add(
            () -> {
              vanish(rest ? server.restPort() : server.grpcPort(), rest);
              return null;
            });
      }
      for (Future<Void> done : senders.invokeAll(all)) {
        done.get();
      }
    } finally {
      senders.shutdownNow();
    }
  }

  /** Sends half a request and resets the connection. */
  private static void vanish(int port, boolean rest) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write((rest ? HALF_A_REQUEST : HALF_A_CALL).getBytes(ISO_8859_1));
    }
  }
}
