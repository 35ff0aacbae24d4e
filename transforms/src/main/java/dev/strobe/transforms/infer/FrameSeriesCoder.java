package dev.strobe.transforms.infer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/** Carries a {@link FrameSeries} at eight bytes a frame. */
public final class FrameSeriesCoder extends AtomicCoder<FrameSeries> {
  private FrameSeriesCoder() {}

  public static FrameSeriesCoder of() {
    return new FrameSeriesCoder();
  }

  @Override
  public void encode(FrameSeries series, OutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(series.size() * Double.BYTES);
    bytes.asDoubleBuffer().put(series.toArray());
    ByteArrayCoder.of().encode(bytes.array(), out);
  }

  @Override
  public FrameSeries decode(InputStream in) throws IOException {
    byte[] bytes = ByteArrayCoder.of().decode(in);
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return FrameSeries.of(values);
  }
}
