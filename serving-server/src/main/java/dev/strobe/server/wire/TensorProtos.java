package dev.strobe.server.wire;

import com.google.protobuf.ByteString;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;

/**
 * Writes tensor messages, and reads them by TensorFlow's own rules: raw {@code tensor_content} must
 * have exactly the size of the shape; of typed values those too many are dropped, and where there
 * are too few the last one is repeated; without any, all elements are zero or empty.
 */
public final class TensorProtos {

  /** TensorFlow's own limit. */
  private static final int MAX_RANK = 254;

  private TensorProtos() {}

  /**
   * The tensor that a message describes, for the caller to close.
   *
   * @param alias the input it is for, named in failures
   * @throws ServingException INVALID_ARGUMENT {@code tensor parsing error: <alias>} for what is no
   *     tensor
   */
  public static Tensor decode(String alias, TensorProto proto, TensorAllocator allocator) {
    try {
      DType dtype = dtype(proto.getDtypeValue());
      long[] shape = shape(proto.getTensorShape());
      return dtype == DType.STRING
          ? Tensor.ofStrings(shape, StringValues.decode(shape, proto))
          : numeric(dtype, shape, proto, allocator);
    } catch (IllegalArgumentException e) {
      throw parsingError(alias, e);
    }
  }

  /** The message of a tensor, with a copy of its elements as raw {@code tensor_content}. */
  public static TensorProto encode(Tensor tensor) {
    var shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < tensor.rank(); i++) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(tensor.dimension(i)));
    }
    var proto =
        TensorProto.newBuilder().setDtypeValue(tensor.dtype().number()).setTensorShape(shape);
    if (tensor.dtype() == DType.STRING) {
      tensor.strings().forEach(string -> proto.addStringVal(ByteString.copyFrom(string)));
    } else {
      proto.setTensorContent(ByteString.copyFrom(tensor.data()));
    }
    return proto.build();
  }

  static ServingException parsingError(String alias, Exception cause) {
    return new ServingException(Code.INVALID_ARGUMENT, "tensor parsing error: " + alias, cause);
  }

  /** The element type of this number, if tensors of it can be sent. */
  static DType dtype(int number) {
    return DType.ofNumber(number)
        .filter(type -> type.number() == number)
        .filter(type -> type.isNumeric() || type == DType.STRING)
        .orElseThrow(() -> new IllegalArgumentException("no tensor can be of data type " + number));
  }

  /** The dimensions, all of which must be given. */
  static long[] shape(TensorShapeProto proto) {
    if (proto.getUnknownRank()) {
      throw new IllegalArgumentException("the rank must be known");
    }
    if (proto.getDimCount() > MAX_RANK) {
      throw new IllegalArgumentException(
          "a tensor has at most %d dimensions but was given %d"
              .formatted(MAX_RANK, proto.getDimCount()));
    }
    long[] shape = new long[proto.getDimCount()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = proto.getDim(i).getSize();
    }
    return shape;
  }

  private static Tensor numeric(
      DType dtype, long[] shape, TensorProto proto, TensorAllocator allocator) {
    ByteString content = proto.getTensorContent();
    int bytes = Tensor.byteSize(dtype, shape);
    if (!content.isEmpty() && bytes > 0 && content.size() != bytes) {
      throw new IllegalArgumentException(
          "tensor_content must have %d bytes but had %d".formatted(bytes, content.size()));
    }
    Tensor tensor = allocator.allocate(dtype, shape);
    if (content.isEmpty() || bytes == 0) {
      NumericValues.fill(dtype, proto, tensor.data());
    } else {
      content.copyTo(tensor.data());
    }
    return tensor;
  }
}
