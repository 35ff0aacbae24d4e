package dev.strobe.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as its user starts it, in a process of its own. */
final class ServerProcess implements AutoCloseable {
  private static final String UP = "Running ";

  private final Process process;
  private final List<String> said = new ArrayList<>();

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it and waits until it listens, or has ended.
   *
   * @param options of the Java machine
   * @param interfaces how many it listens at
   */
  static ServerProcess start(List<String> options, int interfaces, List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ModelServerMain.class.getName());
    command.addAll(flags);
    var server = new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    BufferedReader lines = server.process.inputReader();
    int left = interfaces;
    String line = "";
    while (left > 0 && line != null) {
      line = lines.readLine();
      if (line != null) {
        server.said.add(line);
        left -= line.startsWith(UP) ? 1 : 0;
      }
    }
    var rest = new Thread(() -> lines.lines().forEach(more -> {}), "server-output");
    rest.setDaemon(true);
    rest.start();
    return server;
  }

  /** What it said until it listened. */
  List<String> said() {
    return said;
  }

  /** The most memory it has had so far, in bytes; Linux alone. */
  long peakBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))) {
      if (line.startsWith("VmHWM:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IllegalStateException("no VmHWM");
  }

  /** Ends it as an orchestrator does, and returns its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the server did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
