package dev.strobe.benchmarks.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What our server is told so that it counts calls for Prometheus, as operators have it. */
public final class MetricsFlag {
  private static final String MONITORING = "prometheus_config { enable: true }";

  private MetricsFlag() {}

  /** The flag, which names a file that is written to the directory. */
  public static String of(Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("monitoring.config"), MONITORING);
    return "--monitoring_config_file=" + file;
  }
}
