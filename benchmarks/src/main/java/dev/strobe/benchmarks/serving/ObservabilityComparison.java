package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.figures.SliceTable;
import dev.strobe.benchmarks.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares our server with itself as it counts calls, and as it counts and logs them, on a model
 * that costs next to nothing. Each server runs in a process of its own beside this one, which loads
 * them in turn; each slice is divided by that of the server that tells nothing.
 *
 * <p>Arguments: the number of slices, and the seconds each takes.
 */
public final class ObservabilityComparison {
  private final int slices;
  private final Duration duration;
  private final Workload workload =
      Workload.halfPlusTwo().withLoads(List.of(Load.of(8), Load.of(64)));

  private ObservabilityComparison(int slices, Duration duration) {
    this.slices = slices;
    this.duration = duration;
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    try (Scratch scratch = Scratch.make()) {
      var comparison = new ObservabilityComparison(slices, Duration.ofSeconds(seconds));
      comparison.compare(scratch.directory());
    }
  }

  private void compare(Path scratch) throws IOException {
    String metrics = MetricsFlag.of(scratch);
    String log = "--access_log=" + scratch.resolve("calls.json");
    try (Contender silent = start(List.of());
        Contender counted = start(List.of(metrics));
        Contender logged = start(List.of(metrics, log))) {
      Map<String, Contender> contenders = new LinkedHashMap<>();
      contenders.put("silent", silent);
      contenders.put("metrics", counted);
      contenders.put("metrics and access log", logged);
      contenders.values().forEach(contender -> contender.warmUp(workload));
      workload.loads().forEach(load -> compare(load, contenders));
    }
  }

  private Contender start(List<String> flags) throws IOException {
    return Contender.connect(Server.OURS.start(workload.withFlags(flags)), workload);
  }

  private void compare(Load load, Map<String, Contender> contenders) {
    Map<String, List<Slice>> measured = new LinkedHashMap<>();
    contenders.keySet().forEach(name -> measured.put(name, new ArrayList<>()));
    for (int i = -1; i < slices; i++) {
      boolean counts = i >= 0;
      contenders.forEach(
          (name, contender) -> {
            Slice slice = contender.run(load, duration);
            if (counts) {
              measured.computeIfAbsent(name, unknown -> new ArrayList<>()).add(slice);
            }
          });
    }
    print(load.toString(), measured);
  }

  private static void print(String load, Map<String, List<Slice>> measured) {
    List<Slice> silent = measured.values().iterator().next();
    measured.forEach((name, of) -> SliceTable.print(load, name, of));
    measured.forEach(
        (name, of) -> {
          if (of != silent) {
            SliceTable.printRatio(load, name + " / silent", of, silent);
          }
        });
  }
}
