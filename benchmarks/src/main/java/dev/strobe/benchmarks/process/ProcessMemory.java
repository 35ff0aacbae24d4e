package dev.strobe.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Memory that a process holds, heap and all.
 *
 * @param bytes resident; empty where the system does not tell
 */
public record ProcessMemory(OptionalLong bytes) {
  private static final String PEAK = "VmHWM:";
  private static final String NOW = "VmRSS:";

  /** The most it has held since it began. */
  static ProcessMemory peak(long pid) {
    return read(pid, PEAK);
  }

  /** What it holds now. */
  static ProcessMemory now(long pid) {
    return read(pid, NOW);
  }

  private static ProcessMemory read(long pid, String what) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return new ProcessMemory(OptionalLong.empty());
    }
    try {
      return new ProcessMemory(
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith(what))
              .mapToLong(ProcessMemory::bytes)
              .findFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
  }

  /** The most that this process has held. */
  public static ProcessMemory peakOfThisProcess() {
    return peak(ProcessHandle.current().pid());
  }

  @Override
  public String toString() {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%,.0f MB", bytes.getAsLong() / 1e6)
        : "unknown";
  }
}
