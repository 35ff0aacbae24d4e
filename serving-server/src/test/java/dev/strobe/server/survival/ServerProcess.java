package dev.strobe.server.survival;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.ModelServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The model server in a process of its own, which a test may treat as badly as it likes. */
final class ServerProcess implements AutoCloseable {
  private static final String RUNNING = "Running HTTP/REST API";
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final int grpcPort;
  private final int restPort;
  private final List<String> log;

  private ServerProcess(Process process, int grpcPort, int restPort, List<String> log) {
    this.process = process;
    this.grpcPort = grpcPort;
    this.restPort = restPort;
    this.log = log;
  }

  /** Starts one at any free ports. */
  static ServerProcess start(String... flags) throws Exception {
    return start(freePort(), freePort(), flags);
  }

  /** Starts one of 256 MB of heap, all of it touched at once, and waits until it listens. */
  static ServerProcess start(int grpcPort, int restPort, String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-XX:ErrorFile=/dev/stderr"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ModelServerMain.class.getName());
    command.add("--port=" + grpcPort);
    command.add("--rest_api_port=" + restPort);
    command.addAll(List.of(flags));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> log = new ArrayList<>();
    BlockingQueue<String> running = new LinkedBlockingQueue<>();
    var reader = new Thread(() -> read(process, log, running), "server-log");
    reader.setDaemon(true);
    reader.start();
    var server = new ServerProcess(process, grpcPort, restPort, log);
    if (running.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
      server.close();
      throw new IllegalStateException("The server did not start: " + server.log());
    }
    return server;
  }

  private static void read(Process process, List<String> log, BlockingQueue<String> running) {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (log) {
          log.add(line);
        }
        if (line.startsWith(RUNNING)) {
          running.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int grpcPort() {
    return grpcPort;
  }

  int restPort() {
    return restPort;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far. */
  List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /** Its memory, in MB. */
  long residentMegabytes() throws IOException {
    try (Stream<String> lines = Files.lines(proc("status"))) {
      String line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
  }

  /** How many files and sockets it holds. */
  long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(proc("fd"))) {
      return files.count();
    }
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  /** Kills it, as a machine's failure would, and waits for its end. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
