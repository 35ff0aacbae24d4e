package dev.strobe.benchmarks.footage;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecoderConfig;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.decode.VideoDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A video file whose frames can be had in any size.
 *
 * @param size its own, with even sides, in colour
 * @param framesPerSecond its own, or 25 where it does not say
 * @param frames how many can be decoded
 */
record Footage(Path file, FrameShape size, double framesPerSecond, int frames) {
  private static final FrameShape TINY = new FrameShape(16, 16, 1);
  private static final int AT_ONCE = 16;
  private static final double USUAL_RATE = 25;

  /** Decodes a video to see what it is. */
  static Footage probe(Path file) throws IOException {
    try (VideoDecoder decoder = open(file, TINY)) {
      var info = decoder.info();
      FrameShape size = new FrameShape(info.height() / 2 * 2, info.width() / 2 * 2, 3);
      double rate = info.framesPerSecond() > 0 ? info.framesPerSecond() : USUAL_RATE;
      int frames = 0;
      Optional<FrameBatch> batch = decoder.next(AT_ONCE);
      while (batch.isPresent()) {
        frames += batch.get().count();
        batch = decoder.next(AT_ONCE);
      }
      return new Footage(file, size, rate, frames);
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }

  /** Gives {@code count} frames from {@code first} on, scaled, one after the other. */
  void forEach(int first, int count, FrameShape shape, FrameSink sink) throws IOException {
    try (VideoDecoder decoder = open(file, shape)) {
      Optional<FrameBatch> batch = decoder.next(AT_ONCE);
      while (batch.isPresent() && batch.get().firstFrame() < (long) first + count) {
        int start = Math.toIntExact(batch.get().firstFrame());
        ByteBuffer pixels = batch.get().pixels();
        for (int i = Math.max(0, first - start);
            i < batch.get().count() && start + i < first + count;
            i++) {
          sink.take(pixels.slice(i * shape.bytes(), shape.bytes()));
        }
        batch = decoder.next(AT_ONCE);
      }
    } catch (DecodeException e) {
      throw new IOException(e);
    }
  }

  /** One frame in the video's own size, or the last where there are not as many. */
  ByteBuffer still(int index) throws IOException {
    ByteBuffer still = ByteBuffer.allocate(size.bytes());
    forEach(Math.min(index, frames - 1), 1, size, frame -> still.put(frame).flip());
    return still;
  }

  private static VideoDecoder open(Path file, FrameShape shape)
      throws DecodeException, IOException {
    return VideoDecoder.open(
        file.toString(), Files.newByteChannel(file), shape, DecoderConfig.defaults());
  }

  /** Takes frames, unsigned bytes {@code [height, width, 3]}. */
  @FunctionalInterface
  interface FrameSink {
    void take(ByteBuffer frame) throws IOException;
  }
}
