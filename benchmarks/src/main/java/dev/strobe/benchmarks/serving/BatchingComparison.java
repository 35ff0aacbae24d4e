package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.figures.Slice;
import dev.strobe.benchmarks.figures.SliceTable;
import dev.strobe.benchmarks.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares our server with batching and without: a matrix product whose weights cost more than its
 * rows, and one caller of a model that costs next to nothing, where batching can only be in the
 * way. Each server runs in a process of its own beside this one, which loads them in turn.
 *
 * <p>Arguments: the number of slices, and the seconds each takes.
 */
public final class BatchingComparison {
  private static final String PARAMETERS =
      """
      max_batch_size { value: 64 }
      batch_timeout_micros { value: 0 }
      max_enqueued_batches { value: 100 }
      """;

  private final int slices;
  private final Duration duration;
  private final List<String> batching;

  private BatchingComparison(int slices, Duration duration, Path parameters) {
    this.slices = slices;
    this.duration = duration;
    this.batching = List.of("--enable_batching", "--batching_parameters_file=" + parameters);
  }

  public static void main(String[] args) throws IOException {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 9;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    try (Scratch scratch = Scratch.make()) {
      Path parameters = Files.writeString(scratch.directory().resolve("batching.txt"), PARAMETERS);
      var comparison = new BatchingComparison(slices, Duration.ofSeconds(seconds), parameters);
      comparison.compare(Workload.matmul(scratch.directory().resolve("matmul")));
      comparison.compare(Workload.halfPlusTwo().withLoads(List.of(Load.of(1))));
    }
  }

  private void compare(Workload workload) throws IOException {
    System.out.printf("%n%s%n", workload.title());
    try (Contender alone = Contender.connect(Server.OURS.start(workload), workload);
        Contender batched =
            Contender.connect(Server.OURS.start(workload.withFlags(batching)), workload)) {
      workload.check(alone.firstResponse());
      workload.check(batched.firstResponse());
      alone.warmUp(workload);
      batched.warmUp(workload);
      workload.loads().forEach(load -> compare(load, alone, batched));
    }
  }

  private void compare(Load load, Contender alone, Contender batched) {
    List<Slice> ofAlone = new ArrayList<>();
    List<Slice> ofBatched = new ArrayList<>();
    for (int i = -1; i < slices; i++) {
      Slice first = alone.run(load, duration);
      Slice second = batched.run(load, duration);
      if (i >= 0) {
        ofAlone.add(first);
        ofBatched.add(second);
      }
    }
    SliceTable.print(load.toString(), "no batching", ofAlone);
    SliceTable.print(load.toString(), "batching", ofBatched);
    SliceTable.printRatio(load.toString(), "batching / none", ofBatched, ofAlone);
  }
}
