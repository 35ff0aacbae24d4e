package dev.strobe.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The most memory that a process has held since it began, heap and all.
 *
 * @param bytes resident; empty where the system does not tell
 */
public record PeakMemory(OptionalLong bytes) {
  private static final String PEAK = "VmHWM:";

  static PeakMemory of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return new PeakMemory(OptionalLong.empty());
    }
    try {
      return new PeakMemory(
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith(PEAK))
              .mapToLong(PeakMemory::bytes)
              .findFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
  }

  /** That of this process. */
  public static PeakMemory ofThisProcess() {
    return of(ProcessHandle.current().pid());
  }

  @Override
  public String toString() {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%,.0f MB", bytes.getAsLong() / 1e6)
        : "unknown";
  }
}
