package dev.strobe.benchmarks.rest;

import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.figures.SliceTable;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.benchmarks.serving.Workload;
import dev.strobe.server.ModelServerMain;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares our REST interface, on one float, with {@link EchoServer}. Each runs in a process of its
 * own beside this one, which loads them in turn over raw connections.
 *
 * <p>Arguments: the number of slices, and the seconds each takes.
 */
public final class RestComparison {
  private static final String BODY = "{\"instances\":[1.0]}";
  private static final List<Integer> CLIENTS = List.of(1, 8, 64);
  private static final int WARM_UP_CALLS = 1_000_000;
  private static final Duration WARM_UP_SLICE = Duration.ofSeconds(1);
  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx2g");

  private RestComparison() {}

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    Duration duration = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 2);
    EventLoopGroup clientThreads = new NioEventLoopGroup();
    try (HttpServer echo =
            HttpServer.connect(
                ServerProcess.start(
                    EchoServer.class, HEAP, port -> List.of(Integer.toString(port))),
                clientThreads,
                "/",
                BODY,
                BODY);
        HttpServer ours =
            HttpServer.connect(
                ServerProcess.start(ModelServerMain.class, HEAP, RestComparison::serverArgs),
                clientThreads,
                "/v1/models/model:predict",
                BODY,
                "[2.5")) {
      warmUp(echo);
      warmUp(ours);
      CLIENTS.forEach(clients -> compare(clients, echo, ours, slices, duration));
    }
    clientThreads.shutdownGracefully().syncUninterruptibly();
  }

  private static List<String> serverArgs(int port) {
    return List.of(
        "--port=0",
        "--rest_api_port=" + port,
        "--model_name=model",
        "--model_base_path=" + Workload.halfPlusTwo().model());
  }

  private static void warmUp(HttpServer server) {
    int calls = 0;
    while (calls < WARM_UP_CALLS) {
      calls += server.run(64, WARM_UP_SLICE).calls();
    }
  }

  private static void compare(
      int clients, HttpServer echo, HttpServer ours, int slices, Duration duration) {
    List<Slice> ofEcho = new ArrayList<>();
    List<Slice> ofOurs = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      ofEcho.add(echo.run(clients, duration));
      ofOurs.add(ours.run(clients, duration));
    }
    String load = clients + " clients";
    SliceTable.print(load, "echo", ofEcho);
    SliceTable.print(load, "ours", ofOurs);
    SliceTable.printRatio(load, "ours / echo", ofOurs, ofEcho);
  }
}
