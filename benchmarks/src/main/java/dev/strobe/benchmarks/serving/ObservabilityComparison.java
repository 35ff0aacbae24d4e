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
 * them in turn; each slice is divided by that of the server that tells nothing. Since two processes
 * of one server may differ by a tenth for as long as they live, all are started anew a few times.
 *
 * <p>Arguments: the number of slices of each process, the seconds each takes, and the number of
 * processes of each kind.
 */
public final class ObservabilityComparison {
  private final int slices;
  private final Duration duration;
  private final Workload workload =
      Workload.halfPlusTwo().withLoads(List.of(Load.of(8), Load.of(64)));
  private final Map<Load, Map<String, List<Slice>>> seen = new LinkedHashMap<>();

  private ObservabilityComparison(int slices, Duration duration) {
    this.slices = slices;
    this.duration = duration;
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int processes = args.length > 2 ? Integer.parseInt(args[2]) : 4;
    var comparison = new ObservabilityComparison(slices, Duration.ofSeconds(seconds));
    for (int i = 0; i < processes; i++) {
      try (Scratch scratch = Scratch.make()) {
        comparison.measure(scratch.directory());
      }
    }
    comparison.seen.forEach(ObservabilityComparison::print);
  }

  private void measure(Path scratch) throws IOException {
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
      workload.loads().forEach(load -> measure(load, contenders));
    }
  }

  private Contender start(List<String> flags) throws IOException {
    return Contender.connect(Server.OURS.start(workload.withFlags(flags)), workload);
  }

  private void measure(Load load, Map<String, Contender> contenders) {
    Map<String, List<Slice>> measured = seen.computeIfAbsent(load, unseen -> new LinkedHashMap<>());
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
  }

  private static void print(Load load, Map<String, List<Slice>> measured) {
    List<Slice> silent = measured.values().iterator().next();
    measured.forEach((name, of) -> SliceTable.print(load.toString(), name, of));
    measured.forEach(
        (name, of) -> {
          if (of != silent) {
            SliceTable.printRatio(load.toString(), name + " / silent", of, silent);
          }
        });
  }
}
