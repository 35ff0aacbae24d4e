package dev.strobe.benchmarks.serving;

import dev.strobe.benchmarks.bare.BareNettyServer;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.server.ModelServerMain;
import java.io.IOException;
import java.util.List;

/** The servers that are compared. */
enum Server {
  FORTY_LINES("forty lines") {
    @Override
    ServerProcess start(Workload workload) throws IOException {
      return ServerProcess.start(FortyLineServer.class, HEAP, workload::plainArgs);
    }
  },
  OURS("ours") {
    @Override
    ServerProcess start(Workload workload) throws IOException {
      return ServerProcess.start(ModelServerMain.class, HEAP, workload::serverArgs);
    }
  },
  OURS_BATCHING("ours, batching") {
    @Override
    ServerProcess start(Workload workload) throws IOException {
      return OURS.start(workload.withFlags(List.of("--enable_batching")));
    }
  },
  BARE_NETTY("bare Netty") {
    @Override
    ServerProcess start(Workload workload) throws IOException {
      return ServerProcess.start(BareNettyServer.class, HEAP, workload::plainArgs);
    }
  };

  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx2g");

  private final String title;

  Server(String title) {
    this.title = title;
  }

  /** Starts it in a process of its own; it may not be listening yet. */
  abstract ServerProcess start(Workload workload) throws IOException;

  @Override
  public String toString() {
    return title;
  }
}
