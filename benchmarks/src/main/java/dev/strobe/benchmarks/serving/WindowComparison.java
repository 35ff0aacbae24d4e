package dev.strobe.benchmarks.serving;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import com.google.protobuf.ByteString;
import dev.strobe.benchmarks.bare.BareRun;
import dev.strobe.benchmarks.bare.BareSession;
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
    List<Double> bareRates = new ArrayList<>();
    List<Double> ourRates = new ArrayList<>();
    for (int i = -1; i < slices; i++) {
      double bareRate = run(duration);
      double ourRate = ours.run(load, duration).callsPerSecond();
      if (i >= 0) {
        bareRates.add(bareRate);
        ourRates.add(ourRate);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| bare C API | %s |%n| ours, %s | %s |%n| ours / bare | x %s |%n",
        Spread.of(bareRates, rate -> rate).toString(1),
        load,
        Spread.of(ourRates, rate -> rate).toString(1),
        Spread.ofPairs(ourRates, bareRates, (a, b) -> a / b).toString(3));
  }

  /** Windows a second without a server. */
  private double run(Duration duration) {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    List<CompletableFuture<Long>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(CompletableFuture.supplyAsync(() -> countRuns(end), pool));
    }
    long runs = counts.stream().mapToLong(CompletableFuture::join).sum();
    double seconds = (System.nanoTime() - start) / 1e9;
    pool.shutdown();
    return runs / seconds;
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
