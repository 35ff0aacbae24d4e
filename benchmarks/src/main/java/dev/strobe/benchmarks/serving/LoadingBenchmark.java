package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.process.BusyProcess;
import dev.strobe.benchmarks.process.Scratch;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.models.savedmodel.ModelSignature;
import dev.strobe.models.savedmodel.SavedModelWriter;
import dev.strobe.protos.serving.ModelVersionStatus.State;
import dev.strobe.server.ModelServerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Calls one model at a steady rate while versions of another, with a large graph, are loaded beside
 * it, and compares how long the calls take with times of quiet before each load, after some loads
 * that only warm up. What unloading the version before does is not counted at all, nor the time
 * until a version is found.
 *
 * <p>Two processes that only keep a processor busy, one like any other and one that makes way for
 * all others, tell what the machine does to the calls of any server when it has less to give.
 *
 * <p>Arguments: the number of loads, and calls a second.
 */
public final class LoadingBenchmark {
  private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m");
  private static final String LOADED = "loaded";
  private static final int OPERATIONS = 10_000;
  private static final Duration TIME = Duration.ofMillis(1500);
  private static final String QUIET = "quiet";
  private static final String BUSY = "a busy process";
  private static final String YIELDING = "a busy process that yields";
  private static final String LOADING = "loading";

  private static final int WARM_UP_CALLS = 200_000;

  /** So many loads until their code is compiled. */
  private static final int WARM_UPS = 5;

  private LoadingBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int loads = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    Workload workload = Workload.halfPlusTwo();
    try (Scratch scratch = Scratch.make()) {
      PublishedModel loaded =
          PublishedModel.of(scratch.directory().resolve(LOADED), large(scratch.directory()));
      loaded.publish(1);
      Path config = config(scratch.directory(), workload.model(), loaded.base());
      List<String> flags = List.of("--model_config_file=" + config);
      try (ServerProcess server =
              ServerProcess.start(ModelServerMain.class, HEAP, PublishedModel.withPort(flags));
          SteadyLoad load = SteadyLoad.start(server.port(), workload.request(), rate);
          VersionWatch versions = new VersionWatch(server.port(), LOADED);
          BusyProcess busy = BusyProcess.start(List.of());
          BusyProcess yielding = BusyProcess.start(List.of("chrt", "--idle", "0"))) {
        load.warmUp(WARM_UP_CALLS);
        for (int version = 1; version <= WARM_UPS; version++) {
          loaded.publish(version + 1);
          versions.await(version, State.END);
        }
        var windows = new Windows(load);
        for (int version = WARM_UPS + 1; version <= WARM_UPS + loads; version++) {
          int next = version + 1;
          windows.measure(QUIET, () -> versions.pass(TIME));
          windows.measure(BUSY, () -> during(busy, versions));
          windows.measure(YIELDING, () -> during(yielding, versions));
          loaded.publish(next);
          versions.await(next, State.LOADING);
          windows.measure(LOADING, () -> versions.await(next, State.AVAILABLE));
          versions.await(version, State.END);
        }
        windows.print();
        windows.printRatio(BUSY, QUIET);
        windows.printRatio(YIELDING, QUIET);
        windows.printRatio(LOADING, QUIET);
        windows.printRatio(LOADING, BUSY);
      }
    }
  }

  private static void during(BusyProcess process, VersionWatch versions) {
    process.go();
    versions.pass(TIME);
    process.rest();
  }

  /** A model with a graph that takes a while to load. */
  private static Path large(Path directory) throws IOException {
    Path version = directory.resolve("large");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var x = tf.withName("x").placeholder(TFloat32.class);
      Operand<TFloat32> y = x;
      for (int i = 0; i < OPERATIONS; i++) {
        y = tf.math.add(y, tf.constant((float) i));
      }
      Operand<TFloat32> named = tf.withName("y").identity(y);
      var signature = new ModelSignature("serving_default", Map.of("x", x), Map.of("y", named));
      Path unused = SavedModelWriter.write(graph, List.of(signature), version);
    }
    return version;
  }

  private static Path config(Path directory, Path called, Path loaded) throws IOException {
    String model = "config { name: '%s' base_path: '%s' model_platform: 'tensorflow' }\n";
    return Files.writeString(
        directory.resolve("models.config"),
        "model_config_list {\n"
            + model.formatted(PublishedModel.CALLED, called)
            + model.formatted(LOADED, loaded)
            + "}\n");
  }
}
