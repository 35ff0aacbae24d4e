package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.bare.BareSession;
import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.figures.Spread;
import dev.strobe.benchmarks.process.Scratch;
import dev.strobe.benchmarks.serving.WindowRuns.Cost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares our server at saturation, on models of 64-frame windows, with TensorFlow's C API in this
 * process, run by as many threads as there are processors: in turn, windows a second and the
 * processor's time that a window takes. The C API is run as TensorFlow's defaults have it, where
 * every run may use all threads within an operation, and with one thread for each run.
 *
 * <p>Arguments: the number of slices, the seconds each takes, and the directory that has the
 * bundled model.
 */
public final class WindowComparison {
  private static final int READ_BYTES = 800_000_000;

  private final WindowRuns bare;
  private final Contender ours;
  private final Load load;
  private final List<Cost> shared = new ArrayList<>();
  private final List<Cost> single = new ArrayList<>();
  private final List<Cost> served = new ArrayList<>();
  private final List<Cost> client = new ArrayList<>();

  private WindowComparison(WindowRuns bare, Contender ours, Load load) {
    this.bare = bare;
    this.ours = ours;
    this.load = load;
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    Duration duration = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 4);
    Path model =
        Path.of(args.length > 2 ? args[2] : "testdata/models/repnet-small").toAbsolutePath();
    compare(Workload.windows(model), slices, duration);
    try (Scratch scratch = Scratch.make()) {
      Path large = scratch.directory().resolve("large");
      compare(Workload.largeWindows(large), slices, duration);
    }
  }

  private static void compare(Workload workload, int slices, Duration duration) throws IOException {
    System.out.printf("%n%s%n", workload.title());
    BareSession session = BareSession.load(workload.model().resolve("1"), workload.signature());
    try (Contender ours = Contender.connect(Server.OURS.start(workload), workload)) {
      ours.warmUpReading(READ_BYTES / workload.input().getSerializedSize());
      ours.warmUp(workload);
      var bare = new WindowRuns(session, workload.input());
      var comparison = new WindowComparison(bare, ours, workload.loads().get(0));
      for (int i = -1; i < slices; i++) {
        comparison.measure(duration);
        if (i < 0) {
          comparison.forget();
        }
      }
      comparison.print();
    }
  }

  private void measure(Duration duration) {
    shared.add(bare.run(duration, WindowRuns.PROCESSORS));
    single.add(bare.run(duration, 1));
    Duration clientStart = WindowRuns.processorTime();
    Slice slice = ours.run(load, duration);
    Duration clientTime = WindowRuns.processorTime().minus(clientStart);
    served.add(new Cost(slice.callsPerSecond(), slice.processorMicros() / 1e3));
    client.add(Cost.of(slice.calls(), slice.callsPerSecond(), clientTime));
  }

  private void forget() {
    List.of(shared, single, served, client).forEach(List::clear);
  }

  private void print() {
    print("C API, all threads for each run", shared);
    print("C API, one thread for each run", single);
    print("ours, " + load, served);
    print("its client", client);
    printRatio("all threads", shared);
    printRatio("one thread", single);
  }

  private static void print(String who, List<Cost> costs) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s |%n",
        who,
        Spread.of(costs, Cost::rate).toString(1),
        Spread.of(costs, Cost::processorMillis).toString(2));
  }

  private void printRatio(String what, List<Cost> bareCosts) {
    System.out.printf(
        Locale.ROOT,
        "| ours / C API, %s | x %s | x %s |%n",
        what,
        Spread.ofPairs(served, bareCosts, (a, b) -> a.rate() / b.rate()).toString(3),
        Spread.ofPairs(served, bareCosts, (a, b) -> a.processorMillis() / b.processorMillis())
            .toString(3));
  }
}
