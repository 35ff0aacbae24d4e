package dev.strobe.models.render;

import dev.strobe.models.render.Sample.Picture;
import java.io.IOException;
import java.nio.file.Path;

/** Draws a sample frame by frame into a file. */
final class SampleVideo {
  private static final double GRAIN = 0.02;

  private SampleVideo() {}

  static void write(Sample sample, Path file, int bitsPerSecond, VideoFormat.Layout layout)
      throws IOException {
    Picture picture = sample.picture();
    Timing timing = sample.timing();
    var format =
        new VideoFormat(
            picture.storedWidth(),
            picture.storedHeight(),
            timing.ticksPerSecond(),
            timing.framesPerSecond(),
            bitsPerSecond,
            picture.turn(),
            layout);
    var canvas = new Canvas(picture.width(), picture.height());
    var stored = new Yuv420(format.width(), format.height());
    try (var writer = new H264Writer(file, format)) {
      long time = 0;
      for (int frame = 0; frame < timing.frames(); frame++) {
        double seconds = (double) time / timing.ticksPerSecond();
        sample.scene().draw(canvas, sample.motion().cyclesAt(seconds), seconds);
        canvas.grain(frame, GRAIN);
        stored.take(canvas, picture.turn());
        writer.write(stored, time, timing.duration(frame));
        time += timing.duration(frame);
      }
      writer.finish();
    }
  }
}
