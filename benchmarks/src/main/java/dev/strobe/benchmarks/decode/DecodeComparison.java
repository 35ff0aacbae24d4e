package dev.strobe.benchmarks.decode;

import dev.strobe.models.render.LoopedClip;
import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecoderConfig;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.decode.VideoDecoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares {@link VideoDecoder} with a bare FFmpeg loop: the same 480p file, decoded by one thread
 * and scaled to 112 x 112 RGB, in turn, in one run. Prints the speed of each and the median ratio
 * of the rounds. An argument sets the number of rounds.
 */
public final class DecodeComparison {
  private static final LoopedClip CLIP = new LoopedClip(854, 480, 30, 30);
  private static final int SIDE = 112;
  private static final int BATCH_FRAMES = 256;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 21;

  private DecodeComparison() {}

  /** A decoder under measurement. */
  @FunctionalInterface
  private interface Decoding {
    long decode(Path file) throws IOException, DecodeException;
  }

  public static void main(String[] args) throws IOException, DecodeException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
    Path file = Files.createTempFile("strobe-480p-", ".mp4");
    try {
      CLIP.write(file);
      System.out.printf(
          Locale.ROOT,
          "%d frames of %d x %d, %.1f MB, to %d x %d RGB%n",
          CLIP.frames(),
          CLIP.width(),
          CLIP.height(),
          Files.size(file) / 1e6,
          SIDE,
          SIDE);
      compare(file, rounds);
    } finally {
      Files.delete(file);
    }
  }

  private static void compare(Path file, int rounds) throws IOException, DecodeException {
    List<Speed> bare = new ArrayList<>();
    List<Speed> strobe = new ArrayList<>();
    for (int round = -WARM_UPS; round < rounds; round++) {
      boolean bareFirst = round % 2 == 0;
      Speed first = bareFirst ? measure(DecodeComparison::bare, file) : null;
      Speed ours = measure(DecodeComparison::strobe, file);
      Speed theirs = first == null ? measure(DecodeComparison::bare, file) : first;
      if (round >= 0) {
        bare.add(theirs);
        strobe.add(ours);
      }
    }
    print("processor time", bare, strobe, Speed::perProcessorSecond);
    print("wall clock", bare, strobe, Speed::perSecond);
  }

  private static void print(
      String what, List<Speed> bare, List<Speed> strobe, ToDoubleFunction<Speed> speed) {
    double[] ratios =
        IntStream.range(0, bare.size())
            .mapToDouble(i -> speed.applyAsDouble(strobe.get(i)) / speed.applyAsDouble(bare.get(i)))
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: bare loop %.0f frames/s, VideoDecoder %.0f frames/s, median ratio %.3f"
            + " (%.3f to %.3f in %d rounds)%n",
        what,
        median(bare.stream().mapToDouble(speed).sorted().toArray()),
        median(strobe.stream().mapToDouble(speed).sorted().toArray()),
        median(ratios),
        ratios[0],
        ratios[ratios.length - 1],
        ratios.length);
  }

  private static Speed measure(Decoding decoding, Path file) throws IOException, DecodeException {
    var threads = ManagementFactory.getThreadMXBean();
    long processorStart = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    long frames = decoding.decode(file);
    long nanos = System.nanoTime() - start;
    long processorNanos = threads.getCurrentThreadCpuTime() - processorStart;
    if (frames != CLIP.frames()) {
      throw new IllegalStateException(
          "%d frames were decoded, not %d".formatted(frames, CLIP.frames()));
    }
    return new Speed(frames * 1e9 / processorNanos, frames * 1e9 / nanos);
  }

  private static long bare(Path file) {
    return BareLoop.decode(file, SIDE);
  }

  private static long strobe(Path file) throws IOException, DecodeException {
    FrameShape shape = new FrameShape(SIDE, SIDE, 3);
    long frames = 0;
    try (VideoDecoder decoder =
        VideoDecoder.open(
            file.toString(), FileChannel.open(file), shape, DecoderConfig.defaults())) {
      Optional<FrameBatch> batch = decoder.next(BATCH_FRAMES);
      while (batch.isPresent()) {
        frames += batch.get().count();
        batch = decoder.next(BATCH_FRAMES);
      }
    }
    return frames;
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** Frames decoded in a second, of the thread's processor time and of the clock. */
  private record Speed(double perProcessorSecond, double perSecond) {}
}
