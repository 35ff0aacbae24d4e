package dev.strobe.benchmarks.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that keeps one processor busy while it is told to, and does nothing else: no memory, no
 * files. What it does to another process is what a processor less does.
 */
public final class BusyProcess implements AutoCloseable {
  private static final int GO = 'g';
  private static final int REST = 'r';

  private final Process process;
  private final OutputStream commands;

  private BusyProcess(Process process) {
    this.process = process;
    this.commands = process.getOutputStream();
  }

  /**
   * Starts one that rests.
   *
   * @param launcher the command that starts the process, such as {@code nice}; empty for none
   */
  public static BusyProcess start(List<String> launcher) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(JavaProcess.command(BusyProcess.class, List.of("-Xmx16m"), List.of()));
    return new BusyProcess(
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start());
  }

  /** Is busy from now on. */
  public void go() {
    tell(GO);
  }

  /** Rests from now on. */
  public void rest() {
    tell(REST);
  }

  private void tell(int command) {
    try {
      commands.write(command);
      commands.flush();
    } catch (IOException e) {
      throw new IllegalStateException("a busy process has ended", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** Obeys what comes on standard input, until it ends. */
  public static void main(String[] args) throws IOException {
    double value = 1;
    for (int command = System.in.read(); command >= 0; command = System.in.read()) {
      while (command == GO && System.in.available() == 0) {
        value = compute(value);
      }
    }
    System.out.println(value);
  }

  private static double compute(double start) {
    double value = start;
    for (int i = 0; i < 1_000_000; i++) {
      value = value * 1.0000001 + 1e-9;
    }
    return Double.isFinite(value) ? value : 1;
  }
}
