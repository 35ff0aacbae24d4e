package dev.strobe.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server as its user starts it, in a process of its own, which a test may treat as badly as it
 * likes.
 */
public final class ServerProcess implements AutoCloseable {
  /** 256 MB, all of them touched at once, so that the process grows by what it does alone. */
  public static final List<String> TOUCHED_HEAP =
      List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:ErrorFile=/dev/stderr");

  private static final String LISTENS = "Running ";
  private static final int PATIENCE_SECONDS = 120;
  private static final long KIBIBYTE = 1024;

  private final Process process;
  private final int grpcPort;
  private final int restPort;
  private final List<String> log = new ArrayList<>();
  private final CountDownLatch listens = new CountDownLatch(1);
  private final CountDownLatch silent = new CountDownLatch(1);

  private ServerProcess(Process process, int grpcPort, int restPort) {
    this.process = process;
    this.grpcPort = grpcPort;
    this.restPort = restPort;
    var reader = new Thread(this::read, "server-log");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (log) {
          log.add(line);
        }
        if (line.startsWith(LISTENS)) {
          listens.countDown();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      silent.countDown();
    }
  }

  /** Starts one at any free ports, unless flags say otherwise, and waits until it listens. */
  public static ServerProcess start(List<String> options, String... flags) throws Exception {
    return startAt(freePort(), freePort(), options, flags);
  }

  /** Starts one and waits until it listens. */
  public static ServerProcess startAt(
      int grpcPort, int restPort, List<String> options, String... flags) throws Exception {
    ServerProcess server = launch(grpcPort, restPort, options, flags);
    if (!server.listens.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      server.close();
      throw new IllegalStateException("The server did not start: " + server.log());
    }
    return server;
  }

  /** One that is not expected to live: starts it and waits for its end. */
  public static ServerProcess runToItsEnd(String... flags) throws Exception {
    ServerProcess server = launch(freePort(), freePort(), TOUCHED_HEAP, flags);
    int unused = server.awaitEnd();
    return server;
  }

  private static ServerProcess launch(
      int grpcPort, int restPort, List<String> options, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ModelServerMain.class.getName());
    command.add("--port=" + grpcPort);
    command.add("--rest_api_port=" + restPort);
    command.addAll(List.of(flags));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new ServerProcess(process, grpcPort, restPort);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public int grpcPort() {
    return grpcPort;
  }

  public int restPort() {
    return restPort;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far. */
  public List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /** Its memory, in MB; Linux alone. */
  public long residentMegabytes() throws IOException {
    return status("VmRSS:") / (KIBIBYTE * KIBIBYTE);
  }

  /** The most memory it has had so far, in bytes; Linux alone. */
  public long peakBytes() throws IOException {
    return status("VmHWM:");
  }

  private long status(String what) throws IOException {
    try (Stream<String> lines = Files.lines(proc("status"))) {
      String line = lines.filter(each -> each.startsWith(what)).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE;
    }
  }

  /** How many files and sockets it holds. */
  public long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(proc("fd"))) {
      return files.count();
    }
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  /** Tells it to end, as an orchestrator does. */
  public void terminate() {
    // Of its own, Process.destroy also closes what the process still writes to.
    boolean unused = process.toHandle().destroy();
  }

  /** Returns its exit code once it has ended and all that it printed is known; kills it if late. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        || !silent.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      close();
      throw new IllegalStateException("The server did not end: " + log());
    }
    return process.exitValue();
  }

  /** Kills it, as a machine's failure would, and waits for its end. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
