package dev.strobe.benchmarks;

import static java.util.Map.entry;

import dev.strobe.benchmarks.accuracy.AccuracyMain;
import dev.strobe.benchmarks.accuracy.CalibrationMain;
import dev.strobe.benchmarks.decode.DecodeComparison;
import dev.strobe.benchmarks.job.JobMemory;
import dev.strobe.benchmarks.json.JsonComparison;
import dev.strobe.benchmarks.process.JavaProcess;
import dev.strobe.benchmarks.rest.RestComparison;
import dev.strobe.benchmarks.serving.BatchingComparison;
import dev.strobe.benchmarks.serving.LoadingBenchmark;
import dev.strobe.benchmarks.serving.ObservabilityComparison;
import dev.strobe.benchmarks.serving.ServerComparison;
import dev.strobe.benchmarks.serving.StartUpBenchmark;
import dev.strobe.benchmarks.serving.SwitchBenchmark;
import dev.strobe.benchmarks.serving.WindowComparison;
import dev.strobe.benchmarks.signatures.SignatureComparison;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs one benchmark, in a Java process of its own and not in Maven's. */
public final class BenchmarkMain {
  private static final Map<String, Benchmark> BENCHMARKS =
      Map.ofEntries(
          entry("accuracy", new Benchmark(AccuracyMain.class, "-Xmx1g")),
          entry("batching", new Benchmark(BatchingComparison.class, "-Xmx1g")),
          entry("calibrate", new Benchmark(CalibrationMain.class, "-Xmx1g")),
          entry("decode", new Benchmark(DecodeComparison.class, "-Xmx1g")),
          entry("json", new Benchmark(JsonComparison.class, "-Xmx1g")),
          entry("loading", new Benchmark(LoadingBenchmark.class, "-Xmx256m")),
          entry("memory", new Benchmark(JobMemory.class, "-Xmx1g")),
          entry("observability", new Benchmark(ObservabilityComparison.class, "-Xmx1g")),
          entry("rest", new Benchmark(RestComparison.class, "-Xmx1g")),
          entry("servers", new Benchmark(ServerComparison.class, "-Xmx1g")),
          entry("signatures", new Benchmark(SignatureComparison.class, "-Xmx1g")),
          entry("startup", new Benchmark(StartUpBenchmark.class, "-Xmx256m")),
          entry("switch", new Benchmark(SwitchBenchmark.class, "-Xmx256m")),
          entry("window", new Benchmark(WindowComparison.class, "-Xmx1g")));

  private BenchmarkMain() {}

  /** A class with a {@code main}, and the heap it gets. */
  private record Benchmark(Class<?> main, String heap) {}

  /** Takes the benchmark's name and its arguments; ends with its status, or with 2. */
  public static void main(String[] args) throws IOException {
    Benchmark benchmark = args.length == 0 ? null : BENCHMARKS.get(args[0]);
    if (benchmark == null) {
      System.err.printf(
          "the benchmark must be one of %s but was %s%n",
          String.join(", ", new TreeMap<>(BENCHMARKS).keySet()),
          args.length == 0 ? "missing" : "'" + args[0] + "'");
      System.exit(2);
    } else {
      System.exit(run(benchmark, Arrays.asList(args).subList(1, args.length)));
    }
  }

  private static int run(Benchmark benchmark, List<String> args) throws IOException {
    try (JavaProcess process =
        JavaProcess.start(benchmark.main(), List.of(benchmark.heap()), args)) {
      return process.awaitExit();
    }
  }
}
