package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecodeProblem;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.decode.VideoInfo;
import dev.strobe.transforms.media.MediaRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;

/**
 * Videos made up from their names: {@code 300-frames-1} has 300 frames of noise with seed 1, {@code
 * 300-frames-1-broken-off} says so at its end, {@code 300-frames-1-lost} cannot be read beyond
 * frame 200.
 */
final class FakeVideos {
  static final FrameShape SHAPE = new FrameShape(2, 3, 1);
  static final double RATE = 25;

  private FakeVideos() {}

  static MediaRef ref(String name) {
    return new MediaRef(name, 1000);
  }

  static FrameSource open(MediaRef ref, FrameShape shape) throws DecodeException, IOException {
    if (!shape.equals(SHAPE)) {
      throw new AssertionError("asked for frames of " + shape);
    }
    if (ref.uri().endsWith("missing")) {
      throw new IOException("no such file");
    }
    return new FakeVideo(ref.uri());
  }

  /** All frames, one after the other. */
  static byte[] pixels(String name) {
    String[] words = name.split("-", -1);
    byte[] pixels = new byte[Integer.parseInt(words[0]) * SHAPE.bytes()];
    new Random(Integer.parseInt(words[2])).nextBytes(pixels);
    return pixels;
  }

  private static final class FakeVideo implements FrameSource {
    private final String name;
    private final byte[] pixels;
    private int next;

    FakeVideo(String name) {
      this.name = name;
      this.pixels = pixels(name);
    }

    @Override
    public VideoInfo info() {
      return new VideoInfo(RATE, 640, 480, -1, 0);
    }

    @Override
    public Optional<FrameBatch> next(int frames) throws IOException {
      int count = Math.min(frames, pixels.length / SHAPE.bytes() - next);
      if (count == 0) {
        return Optional.empty();
      }
      if (name.endsWith("lost") && next + count > 200) {
        throw new IOException("the connection is gone");
      }
      double[] times = new double[count];
      for (int i = 0; i < count; i++) {
        times[i] = (next + i) / RATE;
      }
      ByteBuffer bytes =
          ByteBuffer.wrap(pixels, next * SHAPE.bytes(), count * SHAPE.bytes()).slice();
      FrameBatch batch = FrameBatch.of(next, SHAPE, bytes, times);
      next += count;
      return Optional.of(batch);
    }

    @Override
    public Optional<DecodeProblem> problem() {
      return name.endsWith("broken-off")
          ? Optional.of(new DecodeProblem(DecodeProblem.Kind.BROKEN_OFF, name + " breaks off"))
          : Optional.empty();
    }

    @Override
    public void close() {}
  }
}
