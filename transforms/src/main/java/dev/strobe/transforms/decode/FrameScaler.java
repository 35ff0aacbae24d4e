package dev.strobe.transforms.decode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Brings decoded frames to a model's size, colours and orientation: area average, full-range RGB or
 * full-range luma, turned last, when the frame is small. Used by one thread at a time.
 */
final class FrameScaler implements AutoCloseable {
  /** FFmpeg's vector code writes whole vectors, past the end of a row and of the last one. */
  private static final int VECTOR_BYTES = 64;

  private static final int NO_BRIGHTNESS = 0;
  private static final int FULL = 1 << 16;
  private static final int FULL_RANGE = 1;

  private final AVFrame source;
  private final PointerPointer<?> sourcePlanes;
  private final IntPointer sourceStrides;
  private final FrameShape shape;
  private final Orientation orientation;
  private final FrameShape stored;
  private final int rowBytes;
  private final int stride;
  private final byte[] upright;
  private final BytePointer memory;
  private final ByteBuffer scaled;
  private final PointerPointer<BytePointer> planes;
  private final IntPointer strides;
  private @Nullable SwsContext context;
  private int width;
  private int height;
  private int format;
  private int range;
  private int colours;

  FrameScaler(AVFrame source, FrameShape shape, Orientation orientation) {
    this.source = source;
    this.sourcePlanes = source.data();
    this.sourceStrides = source.linesize();
    this.shape = shape;
    this.orientation = orientation;
    this.stored = orientation.stored(shape);
    this.rowBytes = stored.width() * stored.channels();
    this.stride = (rowBytes + 2 * VECTOR_BYTES - 1) / VECTOR_BYTES * VECTOR_BYTES;
    this.upright = new byte[orientation.isUpright() ? 0 : shape.bytes()];
    this.memory = new BytePointer((long) stride * stored.height() + VECTOR_BYTES);
    this.scaled = memory.asByteBuffer();
    this.planes = new PointerPointer<>(memory, null, null, null);
    this.strides = new IntPointer(stride, 0, 0, 0);
  }

  /**
   * Writes the frame that stands in the source, {@code shape.bytes()} bytes of it, at {@code
   * offset}.
   *
   * @return whether FFmpeg could scale a frame of this kind
   */
  boolean scale(byte[] target, int offset) {
    if (!prepare()) {
      return false;
    }
    int rows = sws_scale(context, sourcePlanes, sourceStrides, 0, height, planes, strides);
    if (rows != stored.height()) {
      return false;
    }
    if (orientation.isUpright()) {
      copyRows(target, offset);
    } else {
      copyRows(upright, 0);
      orientation.turn(upright, shape, target, offset);
    }
    return true;
  }

  private boolean prepare() {
    if (context != null
        && source.width() == width
        && source.height() == height
        && source.format() == format
        && source.color_range() == range
        && source.colorspace() == colours) {
      return true;
    }
    freeContext();
    width = source.width();
    height = source.height();
    format = source.format();
    range = source.color_range();
    colours = source.colorspace();
    context =
        sws_getContext(
            width,
            height,
            format,
            stored.width(),
            stored.height(),
            shape.channels() == 1 ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_RGB24,
            SWS_AREA,
            null,
            null,
            (DoublePointer) null);
    return context != null && setColours(context);
  }

  /** Without this, luma would keep the 16 to 235 that most video is stored with. */
  private boolean setColours(SwsContext made) {
    return sws_setColorspaceDetails(
            made,
            sws_getCoefficients(colours),
            range == AVCOL_RANGE_JPEG ? FULL_RANGE : 0,
            sws_getCoefficients(SWS_CS_DEFAULT),
            FULL_RANGE,
            NO_BRIGHTNESS,
            FULL,
            FULL)
        >= 0;
  }

  private void copyRows(byte[] target, int offset) {
    for (int row = 0; row < stored.height(); row++) {
      scaled.get(row * stride, target, offset + row * rowBytes, rowBytes);
    }
  }

  @Override
  public void close() {
    freeContext();
    strides.close();
    planes.close();
    memory.close();
  }

  private void freeContext() {
    if (context != null) {
      sws_freeContext(context);
      context = null;
    }
  }
}
