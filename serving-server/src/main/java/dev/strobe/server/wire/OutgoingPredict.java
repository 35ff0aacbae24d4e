package dev.strobe.server.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * A Predict response on its way out: a stream of the serialised message, whose large parts are the
 * output tensors' own memory. Closing it gives that memory back; gRPC does so once the message is
 * written or given up. For one thread at a time.
 */
public final class OutgoingPredict extends InputStream implements KnownLength, Drainable {
  private static final int BLOCK_BYTES = 64 << 10;
  private static final ThreadLocal<byte[]> BLOCK =
      ThreadLocal.withInitial(() -> new byte[BLOCK_BYTES]);
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  private final Queue<ByteBuffer> parts = new ArrayDeque<>();
  private final Runnable release;
  private long remaining;

  private OutgoingPredict(Runnable release) {
    this.release = release;
  }

  /**
   * The response to a request; the model specification goes first, which leaves the last tensor's
   * elements at the end.
   *
   * @param release runs when the stream is closed, or at once if there cannot be one
   * @throws ServingException RESOURCE_EXHAUSTED for a message of 2 GiB and more
   */
  public static OutgoingPredict of(
      ServableId id,
      String signatureName,
      Map<String, Tensor> outputs,
      TensorEncoding encoding,
      Runnable release) {
    var message = new OutgoingPredict(release);
    try {
      message.add(ByteBuffer.wrap(ResponseHead.of(id, signatureName)));
      for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
        message.addOutput(output.getKey(), TensorFields.of(output.getValue(), encoding));
      }
      if (message.remaining > Integer.MAX_VALUE) {
        throw new ServingException(
            Code.RESOURCE_EXHAUSTED,
            "A response must be smaller than 2 GiB but had %d bytes".formatted(message.remaining));
      }
      return message;
    } catch (IOException e) {
      release.run();
      throw new UncheckedIOException("memory does not fail", e);
    } catch (RuntimeException | OutOfMemoryError e) {
      release.run();
      throw e;
    }
  }

  private void addOutput(String alias, TensorFields tensor) throws IOException {
    int valueTagAndLength =
        CodedOutputStream.computeTagSize(ENTRY_VALUE)
            + CodedOutputStream.computeUInt64SizeNoTag(tensor.size());
    long entry =
        CodedOutputStream.computeStringSize(ENTRY_KEY, alias) + valueTagAndLength + tensor.size();
    var head = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(head, 64);
    out.writeTag(PredictResponse.OUTPUTS_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(entry);
    out.writeString(ENTRY_KEY, alias);
    out.writeTag(ENTRY_VALUE, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(tensor.size());
    out.flush();
    add(ByteBuffer.wrap(head.toByteArray()));
    add(tensor.head());
    add(tensor.elements());
  }

  private void add(ByteBuffer part) {
    if (part.hasRemaining()) {
      parts.add(part);
      remaining += part.remaining();
    }
  }

  @Override
  public int available() {
    return (int) remaining;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    ByteBuffer part = parts.peek();
    if (length == 0) {
      return 0;
    }
    if (part == null) {
      return -1;
    }
    int bytes = Math.min(length, part.remaining());
    part.get(target, offset, bytes);
    remaining -= bytes;
    if (!part.hasRemaining()) {
      parts.remove();
    }
    return bytes;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    int total = available();
    byte[] block = BLOCK.get();
    for (ByteBuffer part = parts.poll(); part != null; part = parts.poll()) {
      if (part.hasArray()) {
        target.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
      } else {
        while (part.hasRemaining()) {
          int bytes = Math.min(block.length, part.remaining());
          part.get(block, 0, bytes);
          target.write(block, 0, bytes);
        }
      }
    }
    remaining = 0;
    return total;
  }

  @Override
  public void close() {
    parts.clear();
    remaining = 0;
    release.run();
  }
}
