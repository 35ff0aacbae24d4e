package dev.strobe.transforms.decode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/** Carries {@link FrameBatch}es: 24 bytes, then 8 for each frame's time, then the pixels as is. */
public final class FrameBatchCoder extends AtomicCoder<FrameBatch> {
  private static final int HEADER_BYTES = 24;
  private static final int CHUNK_BYTES = 64 << 10;

  private FrameBatchCoder() {}

  public static FrameBatchCoder of() {
    return new FrameBatchCoder();
  }

  @Override
  public void encode(FrameBatch batch, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    FrameShape shape = batch.shape();
    data.writeLong(batch.firstFrame());
    data.writeInt(shape.height());
    data.writeInt(shape.width());
    data.writeInt(shape.channels());
    data.writeInt(batch.count());
    for (double time : batch.timesSeconds()) {
      data.writeDouble(time);
    }
    ByteBuffer pixels = batch.pixels();
    byte[] chunk = new byte[Math.min(CHUNK_BYTES, pixels.remaining())];
    while (pixels.hasRemaining()) {
      int bytes = Math.min(chunk.length, pixels.remaining());
      pixels.get(chunk, 0, bytes);
      data.write(chunk, 0, bytes);
    }
    data.flush();
  }

  @Override
  public FrameBatch decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    long firstFrame = data.readLong();
    FrameShape shape = new FrameShape(data.readInt(), data.readInt(), data.readInt());
    int count = data.readInt();
    if (count < 0 || count > Integer.MAX_VALUE / shape.bytes()) {
      throw new CoderException("a batch cannot hold %d frames of %s".formatted(count, shape));
    }
    double[] times = new double[count];
    for (int frame = 0; frame < count; frame++) {
      times[frame] = data.readDouble();
    }
    byte[] pixels = new byte[count * shape.bytes()];
    data.readFully(pixels);
    return FrameBatch.of(firstFrame, shape, ByteBuffer.wrap(pixels), times);
  }

  @Override
  public boolean isRegisterByteSizeObserverCheap(FrameBatch batch) {
    return true;
  }

  @Override
  protected long getEncodedElementByteSize(FrameBatch batch) {
    return HEADER_BYTES + (long) batch.count() * (Double.BYTES + batch.shape().bytes());
  }
}
