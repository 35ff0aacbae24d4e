package dev.strobe.server.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tensor message so that its elements are copied once: the first large field whose bytes
 * are elements as they stand in memory goes straight to where the runtime will use it. All else is
 * small and left to protobuf, and so is a tensor whose elements come in more than one piece.
 */
final class TensorAccumulator {
  private final TensorAllocator allocator;
  private final int minGathered;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private @Nullable Tensor gathered;
  private int gatheredField;
  private boolean otherValues;

  /**
   * Starts without anything read.
   *
   * @param minGathered from how many bytes on a field goes straight to its place
   */
  TensorAccumulator(TensorAllocator allocator, int minGathered) {
    this.allocator = allocator;
    this.minGathered = minGathered;
  }

  /** Reads a tensor message up to {@code end}; a second one is merged with the first. */
  void read(ChunkedInput in, int end) throws IOException {
    for (int tag = in.readTag(end); tag != 0; tag = in.readTag(end)) {
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        readDelimited(in, end, tag);
      } else {
        copy(in, end, tag);
      }
    }
  }

  private void copy(ChunkedInput in, int end, int tag) throws IOException {
    otherValues |= WireFormat.getTagFieldNumber(tag) >= TensorProto.TENSOR_CONTENT_FIELD_NUMBER;
    in.copyField(tag, end, rest);
  }

  private void readDelimited(ChunkedInput in, int end, int tag) throws IOException {
    int field = WireFormat.getTagFieldNumber(tag);
    if (gathered == null && !otherValues && isElements(field)) {
      int length = in.readLength(end);
      if (length >= minGathered) {
        gather(in, field, length);
      } else {
        otherValues = true;
        append(tag, in.readBytes(length));
      }
    } else {
      copy(in, end, tag);
    }
  }

  private static boolean isElements(int field) {
    return switch (field) {
      case TensorProto.TENSOR_CONTENT_FIELD_NUMBER,
          TensorProto.FLOAT_VAL_FIELD_NUMBER,
          TensorProto.DOUBLE_VAL_FIELD_NUMBER,
          TensorProto.SCOMPLEX_VAL_FIELD_NUMBER,
          TensorProto.DCOMPLEX_VAL_FIELD_NUMBER ->
          true;
      default -> false;
    };
  }

  private void gather(ChunkedInput in, int field, int length) throws IOException {
    Tensor memory = allocator.allocate(DType.UINT8, length);
    gathered = memory;
    gatheredField = field;
    in.readInto(memory.data());
  }

  private void append(int tag, byte[] bytes) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(rest);
    out.writeByteArray(WireFormat.getTagFieldNumber(tag), bytes);
    out.flush();
  }

  /**
   * The tensor of what was read.
   *
   * @param alias the input it is for
   * @throws ServingException INVALID_ARGUMENT if it is none
   * @throws IOException if what was read is no message
   */
  Tensor finish(String alias) throws IOException {
    TensorProto proto = TensorProto.parseFrom(rest.toByteArray());
    Tensor memory = gathered;
    if (memory == null) {
      return TensorProtos.decode(alias, proto, allocator);
    }
    if (otherValues) {
      return TensorProtos.decode(alias, merged(memory), allocator);
    }
    try {
      DType dtype = TensorProtos.dtype(proto.getDtypeValue());
      long[] shape = TensorProtos.shape(proto.getTensorShape());
      if (standsAsIs(dtype) && Tensor.byteSize(dtype, shape) == memory.data().remaining()) {
        gathered = null;
        return Tensor.of(dtype, shape, memory.data(), memory::close);
      }
    } catch (IllegalArgumentException e) {
      throw TensorProtos.parsingError(alias, e);
    }
    return TensorProtos.decode(alias, merged(memory), allocator);
  }

  private boolean standsAsIs(DType dtype) {
    return switch (gatheredField) {
      case TensorProto.FLOAT_VAL_FIELD_NUMBER -> dtype == DType.FLOAT;
      case TensorProto.DOUBLE_VAL_FIELD_NUMBER -> dtype == DType.DOUBLE;
      case TensorProto.SCOMPLEX_VAL_FIELD_NUMBER -> dtype == DType.COMPLEX64;
      case TensorProto.DCOMPLEX_VAL_FIELD_NUMBER -> dtype == DType.COMPLEX128;
      default -> dtype.isNumeric();
    };
  }

  /** All that was read, in the order in which it came as far as that matters. */
  private TensorProto merged(Tensor memory) throws IOException {
    var first = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(first);
    out.writeBytes(gatheredField, UnsafeByteOperations.unsafeWrap(memory.data()));
    out.flush();
    return TensorProto.newBuilder()
        .mergeFrom(first.toByteString())
        .mergeFrom(rest.toByteArray())
        .build();
  }

  /** Gives back the memory of what will not be finished, or was finished without it. */
  void discard() {
    if (gathered != null) {
      gathered.close();
      gathered = null;
    }
  }
}
