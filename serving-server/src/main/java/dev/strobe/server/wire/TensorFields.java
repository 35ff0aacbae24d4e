package dev.strobe.server.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor as a serialised {@code TensorProto}, in two parts so that elements that travel as they
 * stand in memory are not copied.
 *
 * @param head all but the elements, and the tag and length of their field
 * @param elements what follows; may be the tensor's own memory
 */
record TensorFields(ByteBuffer head, ByteBuffer elements) {
  private static final int DIM = TensorShapeProto.DIM_FIELD_NUMBER;

  /** The bytes of the whole message. */
  long size() {
    return (long) head.remaining() + elements.remaining();
  }

  /** The message of a tensor; its memory must stay until the message has been written. */
  static TensorFields of(Tensor tensor, TensorEncoding encoding) throws IOException {
    var head = new ByteArrayOutputStream(64);
    CodedOutputStream out = CodedOutputStream.newInstance(head, 64);
    writeHead(tensor, out);
    ByteBuffer elements;
    if (tensor.dtype() == DType.STRING) {
      elements = strings(tensor.strings());
    } else {
      ByteBuffer data = tensor.data();
      boolean asIs = encoding == TensorEncoding.CONTENT || PackedValues.isMemory(tensor.dtype());
      elements = asIs ? data : PackedValues.encode(tensor.dtype(), data);
      if (elements.hasRemaining()) {
        int field =
            encoding == TensorEncoding.CONTENT
                ? TensorProto.TENSOR_CONTENT_FIELD_NUMBER
                : PackedValues.field(tensor.dtype());
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(elements.remaining());
      }
    }
    out.flush();
    return new TensorFields(ByteBuffer.wrap(head.toByteArray()), elements);
  }

  private static void writeHead(Tensor tensor, CodedOutputStream out) throws IOException {
    out.writeEnum(TensorProto.DTYPE_FIELD_NUMBER, tensor.dtype().number());
    int bytes = 0;
    for (int i = 0; i < tensor.rank(); i++) {
      bytes += CodedOutputStream.computeTagSize(DIM) + 1 + dimBytes(tensor.dimension(i));
    }
    out.writeTag(TensorProto.TENSOR_SHAPE_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(bytes);
    for (int i = 0; i < tensor.rank(); i++) {
      out.writeTag(DIM, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(dimBytes(tensor.dimension(i)));
      if (tensor.dimension(i) != 0) {
        out.writeInt64(TensorShapeProto.Dim.SIZE_FIELD_NUMBER, tensor.dimension(i));
      }
    }
  }

  /** What protobuf writes of a dimension: nothing of 0, which it takes for unset. */
  private static int dimBytes(long size) {
    return size == 0
        ? 0
        : CodedOutputStream.computeInt64Size(TensorShapeProto.Dim.SIZE_FIELD_NUMBER, size);
  }

  private static ByteBuffer strings(List<byte[]> strings) throws IOException {
    long size = 0;
    for (byte[] string : strings) {
      size += CodedOutputStream.computeByteArraySize(TensorProto.STRING_VAL_FIELD_NUMBER, string);
    }
    ByteBuffer fields = ByteBuffer.allocate(Math.toIntExact(size));
    CodedOutputStream out = CodedOutputStream.newInstance(fields);
    for (byte[] string : strings) {
      out.writeByteArray(TensorProto.STRING_VAL_FIELD_NUMBER, string);
    }
    out.flush();
    return fields.flip();
  }
}
