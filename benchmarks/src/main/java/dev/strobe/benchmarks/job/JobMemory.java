package dev.strobe.benchmarks.job;

import dev.strobe.benchmarks.process.ProcessMemory;
import dev.strobe.benchmarks.process.Scratch;
import dev.strobe.models.render.LoopedClip;
import dev.strobe.pipeline.CountMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs the main job on twenty minutes of 480p video and tells how much memory it took. Takes a
 * video to use instead, or makes one.
 */
public final class JobMemory {
  private static final LoopedClip TWENTY_MINUTES = new LoopedClip(854, 480, 30, 1200);

  private JobMemory() {}

  /** Ends the process as the main job does, and prints its figures while it ends. */
  public static void main(String[] args) throws IOException {
    Scratch scratch = Scratch.make();
    Runtime.getRuntime().addShutdownHook(new Thread(scratch::close));
    Path video = args.length > 0 ? Path.of(args[0]) : twentyMinutes(scratch);
    System.out.printf(Locale.ROOT, "%s, %.1f MB%n", video.getFileName(), Files.size(video) / 1e6);
    HeapWatch heap = HeapWatch.start();
    long start = System.nanoTime();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> print(heap, start)));
    Path tables = scratch.directory().resolve("tables");
    CountMain.main(new String[] {"--input=" + video, "--output=" + tables});
  }

  private static Path twentyMinutes(Scratch scratch) throws IOException {
    Path video = scratch.directory().resolve("twenty_minutes.mp4");
    TWENTY_MINUTES.write(video);
    return video;
  }

  private static void print(HeapWatch heap, long start) {
    System.out.printf(
        Locale.ROOT,
        "%.1f s; heap bounded to %.0f MB, of which in use after any of %d collections <= %.0f MB,"
            + " garbage and all <= %.0f MB; process <= %s%n",
        (System.nanoTime() - start) / 1e9,
        Runtime.getRuntime().maxMemory() / 1e6,
        heap.collections(),
        heap.peakAfterCollection() / 1e6,
        HeapWatch.peakUsed() / 1e6,
        ProcessMemory.peakOfThisProcess());
  }
}
