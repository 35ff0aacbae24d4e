package dev.strobe.models.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A pendulum of any size and length, for measuring: one swing is drawn and written again and again,
 * so that even an hour of it is soon there.
 *
 * @param width pixels a row, even
 * @param height rows, even
 * @param cycleFrames frames of one swing
 * @param cycles how often it swings
 */
public record LoopedClip(int width, int height, int cycleFrames, int cycles) {
  private static final int FRAMES_PER_SECOND = 30;
  private static final double BITS_PER_PIXEL = 0.08;
  private static final double GRAIN = 0.02;

  public LoopedClip {
    if (cycleFrames < 2 || cycles < 1) {
      throw new IllegalArgumentException(
          "cycleFrames must be >= 2 and cycles >= 1 but were %d and %d"
              .formatted(cycleFrames, cycles));
    }
  }

  /** Frames in all. */
  public int frames() {
    return Math.multiplyExact(cycleFrames, cycles);
  }

  /**
   * Writes the clip as H.264 at 30 frames a second, into the container that the file's extension
   * names.
   */
  public void write(Path file) throws IOException {
    List<Yuv420> swing = draw();
    var format =
        new VideoFormat(
            width,
            height,
            FRAMES_PER_SECOND,
            FRAMES_PER_SECOND,
            (int) (BITS_PER_PIXEL * width * height * FRAMES_PER_SECOND),
            Turn.NONE,
            VideoFormat.Layout.INDEX_LAST);
    try (var writer = new H264Writer(file, format)) {
      for (int frame = 0; frame < frames(); frame++) {
        writer.write(swing.get(frame % cycleFrames), frame, 1);
      }
      writer.finish();
    }
  }

  private List<Yuv420> draw() {
    Scene scene = Things.pendulum(1);
    var canvas = new Canvas(width, height);
    List<Yuv420> swing = new ArrayList<>(cycleFrames);
    for (int frame = 0; frame < cycleFrames; frame++) {
      scene.draw(canvas, (double) frame / cycleFrames, 0);
      canvas.grain(frame, GRAIN);
      var stored = new Yuv420(width, height);
      stored.take(canvas, Turn.NONE);
      swing.add(stored);
    }
    return swing;
  }
}
