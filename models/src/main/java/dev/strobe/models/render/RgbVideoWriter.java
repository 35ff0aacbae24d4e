package dev.strobe.models.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Writes pictures of one size, given as bytes, as H.264 into an MP4 or MOV file. A writer that is
 * closed before {@link #finish} leaves a file without an index. Used by one thread.
 */
public final class RgbVideoWriter implements AutoCloseable {
  private static final int TICKS_PER_FRAME = 1000;
  private static final double USUAL_BITS_PER_PIXEL = 0.2;

  private final H264Writer writer;
  private final Yuv420 stored;
  private long time;

  private RgbVideoWriter(H264Writer writer, Yuv420 stored) {
    this.writer = writer;
    this.stored = stored;
  }

  /**
   * Opens a file of usual quality.
   *
   * @param width pixels a row, even
   * @param height rows, even
   * @param framesPerSecond above 0
   */
  public static RgbVideoWriter create(Path file, int width, int height, double framesPerSecond)
      throws IOException {
    return create(file, width, height, framesPerSecond, USUAL_BITS_PER_PIXEL);
  }

  /** Opens a file of any quality: some {@code bitsPerPixel} in every frame. */
  public static RgbVideoWriter create(
      Path file, int width, int height, double framesPerSecond, double bitsPerPixel)
      throws IOException {
    var format =
        new VideoFormat(
            width,
            height,
            (int) Math.round(framesPerSecond * TICKS_PER_FRAME),
            framesPerSecond,
            (int) (bitsPerPixel * width * height * framesPerSecond),
            Turn.NONE,
            VideoFormat.Layout.INDEX_LAST);
    return new RgbVideoWriter(new H264Writer(file, format), new Yuv420(width, height));
  }

  /**
   * Adds a picture.
   *
   * @param rgb unsigned bytes {@code [height, width, 3]} from position 0, which is left there
   */
  public void write(ByteBuffer rgb) throws IOException {
    stored.take(rgb);
    writer.write(stored, time, TICKS_PER_FRAME);
    time += TICKS_PER_FRAME;
  }

  /** Writes what is left, and the index. */
  public void finish() throws IOException {
    writer.finish();
  }

  @Override
  public void close() {
    writer.close();
  }
}
