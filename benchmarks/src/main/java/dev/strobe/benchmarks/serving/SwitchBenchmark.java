package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.process.Scratch;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.protos.serving.ModelVersionStatus.State;
import dev.strobe.server.ModelServerMain;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Switches the versions of a model that is called at a steady rate: how many calls fail, how long
 * they take from the moment a version is published to the one its predecessor is unloaded, against
 * times of quiet before; and the memory the server has after few switches and after many.
 *
 * <p>Arguments: the number of switches, at least 5 and at most 120, and calls a second.
 */
public final class SwitchBenchmark {
  private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m");
  private static final int WARM_UP_CALLS = 200_000;
  private static final int SETTLED = 5;
  private static final Duration QUIET_TIME = Duration.ofSeconds(1);
  private static final String QUIET = "quiet";
  private static final String SWITCHING = "switching";

  private SwitchBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int switches = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 200;
    Workload workload = Workload.halfPlusTwo();
    try (Scratch scratch = Scratch.make()) {
      PublishedModel model =
          PublishedModel.of(
              scratch.directory().resolve("model"),
              PublishedModel.warmedUp(
                  workload.model().resolve("1"),
                  workload.request(),
                  scratch.directory().resolve("warmed-up")));
      model.publish(1);
      List<String> flags =
          List.of(
              "--model_name=" + PublishedModel.CALLED,
              "--model_base_path=" + model.base(),
              "--file_system_poll_wait_seconds=1");
      try (ServerProcess server =
              ServerProcess.start(ModelServerMain.class, HEAP, PublishedModel.withPort(flags));
          SteadyLoad load = SteadyLoad.start(server.port(), workload.request(), rate);
          VersionWatch versions = new VersionWatch(server.port(), PublishedModel.CALLED)) {
        load.warmUp(WARM_UP_CALLS);
        var windows = new Windows(load);
        System.out.printf("resident memory before: %s%n", server.process().residentMemory());
        for (int i = 1; i <= switches; i++) {
          int old = i;
          windows.measure(QUIET, () -> versions.pass(QUIET_TIME));
          windows.measure(
              SWITCHING,
              () -> {
                model.publish(old + 1);
                versions.await(old, State.END);
              });
          if (i == SETTLED || i == switches) {
            System.out.printf(
                "resident memory after %d switches: %s%n", i, server.process().residentMemory());
          }
        }
        windows.print();
        windows.printRatio(SWITCHING, QUIET);
      }
    }
  }
}
