package dev.strobe.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java process with the class path of this one. What it prints goes where this one prints; it
 * ends when it is closed, and with this process at the latest.
 */
public final class JavaProcess implements AutoCloseable {
  private static final String WARNINGS_ONLY = "1";

  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  /** Starts {@code main} with the parallel collector and the flags given. */
  public static JavaProcess start(Class<?> main, List<String> jvmFlags, List<String> args)
      throws IOException {
    return start(builder(main, jvmFlags, args).inheritIO());
  }

  /** The same, but what it prints on standard output is lost. */
  public static JavaProcess startQuietly(Class<?> main, List<String> jvmFlags, List<String> args)
      throws IOException {
    return start(builder(main, jvmFlags, args).inheritIO().redirectOutput(Redirect.DISCARD));
  }

  private static ProcessBuilder builder(Class<?> main, List<String> jvmFlags, List<String> args) {
    return new ProcessBuilder(command(main, jvmFlags, args));
  }

  /** The command line of such a process. */
  static List<String> command(Class<?> main, List<String> jvmFlags, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseParallelGC");
    command.add("-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "hs_err_%p.log"));
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(classPath());
    command.add(main.getName());
    command.addAll(args);
    return command;
  }

  private static JavaProcess start(ProcessBuilder builder) throws IOException {
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", WARNINGS_ONLY);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new JavaProcess(process);
  }

  /** Maven runs a main in a class loader of its own, which the class path says nothing of. */
  private static String classPath() {
    return JavaProcess.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(JavaProcess::file)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a file: " + url, e);
    }
  }

  /** Processor time that it has taken so far, to the system's tick, usually 10 ms. */
  public Duration processorTime() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("no processor time of " + process));
  }

  /** The most memory it has held so far. */
  public ProcessMemory peakMemory() {
    return ProcessMemory.peak(process.pid());
  }

  /** The memory it holds now. */
  public ProcessMemory residentMemory() {
    return ProcessMemory.now(process.pid());
  }

  /** Waits for the process to end, and returns its status. */
  public int awaitExit() {
    return process.onExit().join().exitValue();
  }

  /** Asks the process to end, and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
