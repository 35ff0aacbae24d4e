package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.figures.Spread;
import dev.strobe.benchmarks.process.Scratch;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.server.ModelServerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares our server with {@link FortyLineServer} on two models. Each runs in a process of its own
 * beside this one, which loads them in turn, slice by slice, so that whatever else the machine does
 * falls on both. Prints both servers' figures, the medians of the slices with the least and the
 * greatest, and the ratios of the slices that followed one another.
 *
 * <p>Arguments: the number of slices, and the seconds each takes.
 */
public final class ServerComparison {
  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx2g");

  private final int slices;
  private final Duration duration;

  private ServerComparison(int slices, Duration duration) {
    this.slices = slices;
    this.duration = duration;
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    var comparison = new ServerComparison(slices, Duration.ofSeconds(seconds));
    comparison.compare(Workload.halfPlusTwo());
    try (Scratch scratch = Scratch.make()) {
      comparison.compare(Workload.identity(scratch.directory()));
    }
  }

  private void compare(Workload workload) throws IOException {
    System.out.printf("%n%s%n", workload.title());
    byte[] request = workload.request();
    try (Contender plain = startFortyLines(workload, request);
        Contender ours = startOurs(workload, request)) {
      workload.check(plain.firstResponse());
      workload.check(ours.firstResponse());
      plain.warmUp(workload);
      ours.warmUp(workload);
      for (Load load : workload.loads()) {
        compare(load, plain, ours);
      }
      System.out.printf(
          "peak memory: forty lines %s, ours %s%n", plain.peakMemory(), ours.peakMemory());
    }
  }

  private static Contender startFortyLines(Workload workload, byte[] request) throws IOException {
    Path version = workload.model().resolve(Workload.VERSION);
    ServerProcess server =
        ServerProcess.start(
            FortyLineServer.class,
            HEAP,
            port -> List.of(Integer.toString(port), version.toString()));
    return Contender.connect(server, request, workload.connections());
  }

  private static Contender startOurs(Workload workload, byte[] request) throws IOException {
    ServerProcess server =
        ServerProcess.start(ModelServerMain.class, HEAP, port -> workload.serverArgs(port));
    return Contender.connect(server, request, workload.connections());
  }

  private void compare(Load load, Contender plain, Contender ours) {
    List<Slice> plainSlices = new ArrayList<>();
    List<Slice> ourSlices = new ArrayList<>();
    for (int i = -1; i < slices; i++) {
      Slice first = plain.run(load, duration);
      Slice second = ours.run(load, duration);
      if (i >= 0) {
        plainSlices.add(first);
        ourSlices.add(second);
      }
    }
    print(load, "forty lines", plainSlices);
    print(load, "ours", ourSlices);
    Spread speed =
        Spread.ofPairs(ourSlices, plainSlices, (a, b) -> a.callsPerSecond() / b.callsPerSecond());
    Spread cost =
        Spread.ofPairs(ourSlices, plainSlices, (a, b) -> a.processorMicros() / b.processorMicros());
    System.out.printf(
        "| %s | ours / forty lines | x %s | | | x %s |%n",
        load, speed.toString(2), cost.toString(2));
  }

  private static void print(Load load, String server, List<Slice> slices) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |%n",
        load,
        server,
        Spread.of(slices, Slice::callsPerSecond).toString(0),
        Spread.of(slices, Slice::medianMicros).toString(0),
        Spread.of(slices, Slice::p99Micros).toString(0),
        Spread.of(slices, Slice::processorMicros).toString(1));
  }
}
