package dev.strobe.transforms.decode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The bundled videos, and all frames of one at once. */
final class Testdata {
  static final FrameShape GREY = new FrameShape(24, 32, 1);
  static final FrameShape COLOUR = new FrameShape(24, 32, 3);

  private Testdata() {}

  /** What came out of one video. */
  record Decoded(VideoInfo info, List<FrameBatch> batches, Optional<DecodeProblem> problem) {

    long frames() {
      return batches.stream().mapToLong(FrameBatch::count).sum();
    }

    double[] timesSeconds() {
      return batches.stream()
          .flatMapToDouble(batch -> Arrays.stream(batch.timesSeconds()))
          .toArray();
    }
  }

  static Path video(String name) {
    return Path.of("..", "testdata", "videos", name);
  }

  static Path broken(String name) {
    return Path.of("..", "testdata", "broken", name);
  }

  /** A line of the index. */
  record Sample(Path file, double framesPerSecond, long frames, int width, int height) {

    static Sample of(String line) {
      String[] cells = line.split("\t", -1);
      return new Sample(
          video(cells[0]),
          Double.parseDouble(cells[2]),
          Long.parseLong(cells[3]),
          Integer.parseInt(cells[4]),
          Integer.parseInt(cells[5]));
    }
  }

  static List<Sample> samples() {
    try {
      return Files.readAllLines(video("INDEX.tsv")).stream().skip(1).map(Sample::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Decoded decode(Path file, FrameShape shape, int batch)
      throws IOException, DecodeException {
    return decode(
        VideoDecoder.open(file.toString(), FileChannel.open(file), shape, DecoderConfig.defaults()),
        batch);
  }

  static Decoded decode(VideoDecoder opened, int batch) throws IOException, DecodeException {
    try (VideoDecoder decoder = opened) {
      List<FrameBatch> batches = new ArrayList<>();
      for (var next = decoder.next(batch); next.isPresent(); next = decoder.next(batch)) {
        batches.add(next.get());
      }
      return new Decoded(decoder.info(), batches, decoder.problem());
    }
  }
}
