package dev.strobe.benchmarks.serving;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import com.google.protobuf.ByteString;
import dev.strobe.benchmarks.bare.BareRun;
import dev.strobe.benchmarks.bare.BareSession;
import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.figures.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * Compares our server at saturation, on a model of 64-frame windows, with TensorFlow's C API in
 * this process, run by as many threads as there are processors: in turn, windows a second.
 *
 * <p>Arguments: the number of slices, the seconds each takes, and the directory that has the model.
 */
public final class WindowComparison {
  private static final int UINT8 = 4;

  private final BareSession session;
  private final byte[] pixels;
  private final long[] shape;

  private WindowComparison(BareSession session, byte[] pixels, long[] shape) {
    this.session = session;
    this.pixels = pixels;
    this.shape = shape;
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    Duration duration = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 4);
    Path model =
        Path.of(args.length > 2 ? args[2] : "testdata/models/repnet-small").toAbsolutePath();
    Workload workload = Workload.windows(model);
    ByteString content = workload.input().getTensorContent();
    long[] shape =
        workload.input().getTensorShape().getDimList().stream()
            .mapToLong(dim -> dim.getSize())
            .toArray();
    var bare =
        new WindowComparison(
            BareSession.load(model.resolve("1"), "windows"), content.toByteArray(), shape);
    try (Contender ours = Contender.connect(Server.OURS.start(workload), workload)) {
      ours.warmUp(workload);
      bare.compare(workload.loads().get(0), ours, slices, duration);
    }
  }

  private void compare(Load load, Contender ours, int slices, Duration duration) {
    List<Cost> bareCosts = new ArrayList<>();
    List<Cost> ourCosts = new ArrayList<>();
    List<Cost> clientCosts = new ArrayList<>();
    for (int i = -1; i < slices; i++) {
      Cost bareCost = run(duration);
      Duration clientStart = processorTime();
      Slice slice = ours.run(load, duration);
      Duration client = processorTime().minus(clientStart);
      if (i >= 0) {
        bareCosts.add(bareCost);
        ourCosts.add(new Cost(slice.callsPerSecond(), slice.processorMicros() / 1e3));
        clientCosts.add(
            new Cost(slice.callsPerSecond(), client.toNanos() / 1e6 / slice.calls()));
      }
    }
    print("bare C API", bareCosts);
    print("ours, " + load, ourCosts);
    System.out.printf(
        Locale.ROOT,
        "| ours / bare | x %s | x %s |%n| client | | %s |%n",
        Spread.ofPairs(ourCosts, bareCosts, (a, b) -> a.rate() / b.rate()).toString(3),
        Spread.ofPairs(ourCosts, bareCosts, (a, b) -> a.processorMillis() / b.processorMillis())
            .toString(3),
        Spread.of(clientCosts, Cost::processorMillis).toString(2));
  }

  private static void print(String who, List<Cost> costs) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s |%n",
        who,
        Spread.of(costs, Cost::rate).toString(1),
        Spread.of(costs, Cost::processorMillis).toString(2));
  }

  /**
   * What was seen in one slice.
   *
   * @param rate windows a second
   * @param processorMillis processor time for each
   */
  private record Cost(double rate, double processorMillis) {}

  /** Runs without a server. */
  private Cost run(Duration duration) {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Duration processorStart = processorTime();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    List<CompletableFuture<Long>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(CompletableFuture.supplyAsync(() -> countRuns(end), pool));
    }
    long runs = counts.stream().mapToLong(CompletableFuture::join).sum();
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration processor = processorTime().minus(processorStart);
    pool.shutdown();
    return new Cost(runs / seconds, processor.toNanos() / 1e6 / runs);
  }

  /** Of this process, all threads. */
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private long countRuns(long endNanos) {
    BareRun run = new BareRun(session);
    long runs = 0;
    while (System.nanoTime() - endNanos < 0) {
      TF_Tensor input = TF_AllocateTensor(UINT8, shape, shape.length, pixels.length);
      var unused = new BytePointer(TF_TensorData(input)).put(pixels, 0, pixels.length);
      TF_DeleteTensor(run.run(input));
      runs++;
    }
    return runs;
  }
}
