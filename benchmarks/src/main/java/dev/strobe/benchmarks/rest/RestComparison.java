package dev.strobe.benchmarks.rest;

import static java.util.Objects.requireNonNull;

import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.figures.SliceTable;
import dev.strobe.benchmarks.process.Scratch;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.benchmarks.serving.MetricsFlag;
import dev.strobe.benchmarks.serving.Workload;
import dev.strobe.server.ModelServerMain;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Compares our REST interface, on one float, as it counts calls and as it also batches, with {@link
 * EchoServer}, and with the same when it also runs the model, which is the least that a REST
 * interface does that runs that model for each request by itself. Each runs in a process of its own
 * beside this one, which loads them in turn over raw connections. Since two processes of one server
 * may differ by a tenth for as long as they live, all are started anew a few times.
 *
 * <p>Arguments: the number of slices of each process, the seconds each takes, and the number of
 * processes of each server.
 */
public final class RestComparison {
  private static final String OURS = "ours";
  private static final String BATCHING = "ours, batching";
  private static final String BODY = "{\"instances\":[1.0]}";
  private static final List<Integer> CLIENTS = List.of(1, 8, 64);
  private static final int WARM_UP_CALLS = 1_000_000;
  private static final Duration WARM_UP_SLICE = Duration.ofSeconds(1);
  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx2g");

  private final int slices;
  private final Duration duration;
  private final Map<Integer, Map<String, List<Slice>>> seen = new LinkedHashMap<>();

  private RestComparison(int slices, Duration duration) {
    this.slices = slices;
    this.duration = duration;
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int processes = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    var comparison = new RestComparison(slices, Duration.ofSeconds(seconds));
    EventLoopGroup clientThreads = new NioEventLoopGroup();
    try (Scratch scratch = Scratch.make()) {
      String metrics = MetricsFlag.of(scratch.directory());
      for (int i = 0; i < processes; i++) {
        comparison.measure(clientThreads, metrics);
      }
    }
    clientThreads.shutdownGracefully().syncUninterruptibly();
    comparison.seen.forEach(RestComparison::print);
  }

  private void measure(EventLoopGroup clientThreads, String metrics) throws IOException {
    try (HttpServer echo = echo(clientThreads, port -> List.of(Integer.toString(port)));
        HttpServer running = echo(clientThreads, RestComparison::runningArgs);
        HttpServer ours = ours(clientThreads, List.of(metrics));
        HttpServer batching = ours(clientThreads, List.of(metrics, "--enable_batching"))) {
      Map<String, HttpServer> servers = new LinkedHashMap<>();
      servers.put("echo", echo);
      servers.put("echo that runs the model", running);
      servers.put(OURS, ours);
      servers.put(BATCHING, batching);
      servers.values().forEach(RestComparison::warmUp);
      CLIENTS.forEach(clients -> measure(clients, servers));
    }
  }

  private static HttpServer echo(EventLoopGroup clientThreads, IntFunction<List<String>> args)
      throws IOException {
    ServerProcess process = ServerProcess.start(EchoServer.class, HEAP, args);
    return HttpServer.connect(process, clientThreads, "/", BODY, BODY);
  }

  private static HttpServer ours(EventLoopGroup clientThreads, List<String> flags)
      throws IOException {
    ServerProcess process =
        ServerProcess.start(ModelServerMain.class, HEAP, port -> serverArgs(port, flags));
    return HttpServer.connect(process, clientThreads, "/v1/models/model:predict", BODY, "[2.5");
  }

  private static List<String> serverArgs(int port, List<String> flags) {
    List<String> args = new ArrayList<>(flags);
    args.add("--port=0");
    args.add("--rest_api_port=" + port);
    args.add("--model_name=model");
    args.add("--model_base_path=" + Workload.halfPlusTwo().model());
    return args;
  }

  private static List<String> runningArgs(int port) {
    Path version = Workload.halfPlusTwo().model().resolve("1");
    return List.of(Integer.toString(port), version.toString());
  }

  private static void warmUp(HttpServer server) {
    int calls = 0;
    while (calls < WARM_UP_CALLS) {
      calls += server.run(64, WARM_UP_SLICE).calls();
    }
  }

  private void measure(int clients, Map<String, HttpServer> servers) {
    Map<String, List<Slice>> ofThese =
        seen.computeIfAbsent(clients, unseen -> new LinkedHashMap<>());
    for (int i = 0; i < slices; i++) {
      servers.forEach(
          (name, server) ->
              ofThese
                  .computeIfAbsent(name, unseen -> new ArrayList<>())
                  .add(server.run(clients, duration)));
    }
  }

  private static void print(int clients, Map<String, List<Slice>> seen) {
    String load = clients + " clients";
    seen.forEach((name, slicesOfIt) -> SliceTable.print(load, name, slicesOfIt));
    for (String ours : List.of(OURS, BATCHING)) {
      List<Slice> slicesOfOurs = requireNonNull(seen.get(ours));
      seen.forEach(
          (name, slicesOfIt) -> {
            if (!name.startsWith(OURS)) {
              SliceTable.printRatio(load, ours + " / " + name, slicesOfOurs, slicesOfIt);
            }
          });
    }
  }
}
