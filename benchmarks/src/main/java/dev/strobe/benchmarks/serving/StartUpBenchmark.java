package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.figures.Spread;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.server.ModelServerMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the server with its defaults several times: how long from the start of the process to the
 * first answer, and the memory it has then.
 *
 * <p>Argument: the number of starts.
 */
public final class StartUpBenchmark {

  private StartUpBenchmark() {}

  private record Start(double seconds, double bytes) {}

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Workload workload = Workload.halfPlusTwo();
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      try (ServerProcess server =
              ServerProcess.start(ModelServerMain.class, List.of(), workload::serverArgs);
          SteadyLoad answered = SteadyLoad.start(server.port(), workload.request(), 1)) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        starts.add(new Start(seconds, server.process().residentMemory().bytes().orElse(0)));
        if (answered.failures() > 0) {
          throw new IllegalStateException("a call failed: " + answered.lastFailure());
        }
      }
    }
    System.out.printf(
        "start-up to first answer, s: %s%nresident memory then, MB: %s%n",
        Spread.of(starts, Start::seconds).toString(2),
        Spread.of(starts, start -> start.bytes() / 1e6).toString(0));
  }
}
