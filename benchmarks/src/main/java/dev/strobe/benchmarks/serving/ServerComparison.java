package dev.strobe.benchmarks.serving;

import static java.util.Objects.requireNonNull;

import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.figures.SliceTable;
import dev.strobe.benchmarks.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares our server, which counts calls, with {@link FortyLineServer} on two models, and on the
 * small one also as it batches, and with bare Netty. Each runs in a process of its own beside this
 * one, which loads them in turn, slice by slice, so that whatever else the machine does falls on
 * all. Since two processes of one server may differ by a tenth for as long as they live, all are
 * started anew a few times. Prints every server's figures, the medians of all slices with the least
 * and the greatest, and the ratios of the slices that followed one another.
 *
 * <p>Arguments: the number of slices of each process, the seconds each takes, {@code small}, {@code
 * large} or {@code both} for the models, and the number of processes of each server.
 */
public final class ServerComparison {
  private final int slices;
  private final Duration duration;
  private final int processes;

  private ServerComparison(int slices, Duration duration, int processes) {
    this.slices = slices;
    this.duration = duration;
    this.processes = processes;
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int processes = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    var comparison = new ServerComparison(slices, Duration.ofSeconds(seconds), processes);
    Optional<ModelSize> only = Optional.empty();
    if (args.length > 2 && !args[2].equals("both")) {
      only = ModelSize.of(args[2]);
      if (only.isEmpty()) {
        System.err.printf("the model must be small, large or both but was '%s'%n", args[2]);
        System.exit(2);
      }
    }
    for (ModelSize size : only.map(List::of).orElseGet(() -> List.of(ModelSize.values()))) {
      comparison.compare(size);
    }
  }

  private void compare(ModelSize size) throws IOException {
    try (Scratch scratch = Scratch.make()) {
      List<String> metrics = List.of(MetricsFlag.of(scratch.directory()));
      switch (size) {
        case SMALL ->
            compare(
                Workload.halfPlusTwo().withFlags(metrics),
                List.of(Server.FORTY_LINES, Server.OURS, Server.OURS_BATCHING, Server.BARE_NETTY));
        case LARGE -> {
          Path model = scratch.directory().resolve("identity");
          compare(
              Workload.identity(model).withFlags(metrics),
              List.of(Server.FORTY_LINES, Server.OURS));
        }
      }
    }
  }

  private void compare(Workload workload, List<Server> servers) throws IOException {
    System.out.printf("%n%s%n", workload.title());
    Map<Load, Map<Server, List<Slice>>> seen = new LinkedHashMap<>();
    for (int i = 0; i < processes; i++) {
      measure(workload, servers, seen);
    }
    seen.forEach(ServerComparison::print);
  }

  private void measure(
      Workload workload, List<Server> servers, Map<Load, Map<Server, List<Slice>>> seen)
      throws IOException {
    Map<Server, Contender> contenders = new EnumMap<>(Server.class);
    try {
      for (Server server : servers) {
        Contender contender = Contender.connect(server.start(workload), workload);
        contenders.put(server, contender);
        workload.check(contender.firstResponse());
      }
      contenders.values().forEach(contender -> contender.warmUp(workload));
      for (Load load : workload.loads()) {
        measure(
            load, contenders, seen.computeIfAbsent(load, unseen -> new EnumMap<>(Server.class)));
      }
      contenders.forEach(
          (server, contender) ->
              System.out.printf("peak memory of %s: %s%n", server, contender.peakMemory()));
    } finally {
      contenders.values().forEach(Contender::close);
    }
  }

  private void measure(
      Load load, Map<Server, Contender> contenders, Map<Server, List<Slice>> seen) {
    for (int i = -1; i < slices; i++) {
      for (Map.Entry<Server, Contender> contender : contenders.entrySet()) {
        Slice slice = contender.getValue().run(load, duration);
        if (i >= 0) {
          seen.computeIfAbsent(contender.getKey(), server -> new ArrayList<>()).add(slice);
        }
      }
    }
  }

  private static void print(Load load, Map<Server, List<Slice>> seen) {
    seen.forEach((server, its) -> SliceTable.print(load.toString(), server.toString(), its));
    printRatios(load, seen, Server.OURS);
    if (seen.containsKey(Server.OURS_BATCHING)) {
      printRatios(load, seen, Server.OURS_BATCHING);
    }
  }

  private static void printRatios(Load load, Map<Server, List<Slice>> seen, Server of) {
    List<Slice> its = requireNonNull(seen.get(of));
    for (Server other : List.of(Server.FORTY_LINES, Server.BARE_NETTY)) {
      if (seen.containsKey(other)) {
        SliceTable.printRatio(
            load.toString(), of + " / " + other, its, requireNonNull(seen.get(other)));
      }
    }
  }
}
