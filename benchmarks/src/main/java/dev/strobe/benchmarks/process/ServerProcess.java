package dev.strobe.benchmarks.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A server in a process of its own, which may still be starting.
 *
 * @param process the server
 * @param port where it listens, or will
 */
public record ServerProcess(JavaProcess process, int port) implements AutoCloseable {

  /** Starts {@code main} with the arguments that belong to a port that is free now. */
  public static ServerProcess start(
      Class<?> main, List<String> jvmFlags, IntFunction<List<String>> args) throws IOException {
    int port = freePort();
    return new ServerProcess(JavaProcess.start(main, jvmFlags, args.apply(port)), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
