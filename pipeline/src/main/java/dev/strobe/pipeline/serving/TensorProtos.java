package dev.strobe.pipeline.serving;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Tensors of the transforms to and from TensorFlow's message, by the rules of tensor.proto. */
final class TensorProtos {

  private TensorProtos() {}

  /** The message of a tensor. Numbers share the tensor's memory. */
  static TensorProto encode(Tensor tensor) {
    TensorProto.Builder proto =
        TensorProto.newBuilder()
            .setDtype(dataType(tensor.type()))
            .setTensorShape(shape(tensor.shape()));
    if (tensor.type() == ElementType.STRING) {
      tensor.strings().forEach(s -> proto.addStringVal(ByteString.copyFrom(s)));
    } else {
      proto.setTensorContent(UnsafeByteOperations.unsafeWrap(tensor.data()));
    }
    return proto.build();
  }

  /**
   * The tensor of a message.
   *
   * @throws IllegalArgumentException if its type is none that the transforms know, or its elements
   *     are not what its shape asks for
   */
  static Tensor decode(TensorProto proto) {
    ElementType type =
        elementType(proto.getDtype())
            .orElseThrow(
                () -> new IllegalArgumentException("tensor of unknown type " + proto.getDtype()));
    if (type == ElementType.STRING) {
      return Tensor.ofStrings(
          proto.getStringValList().stream().map(ByteString::toByteArray).toList());
    }
    ByteBuffer data =
        proto.getTensorContent().isEmpty()
            ? typedValues(type, proto)
            : proto.getTensorContent().asReadOnlyByteBuffer();
    return Tensor.of(type, shape(proto.getTensorShape()), data);
  }

  static Optional<ElementType> elementType(DataType type) {
    return switch (type) {
      case DT_UINT8 -> Optional.of(ElementType.UINT8);
      case DT_INT32 -> Optional.of(ElementType.INT32);
      case DT_INT64 -> Optional.of(ElementType.INT64);
      case DT_FLOAT -> Optional.of(ElementType.FLOAT);
      case DT_STRING -> Optional.of(ElementType.STRING);
      default -> Optional.empty();
    };
  }

  private static DataType dataType(ElementType type) {
    return switch (type) {
      case UINT8 -> DataType.DT_UINT8;
      case INT32 -> DataType.DT_INT32;
      case INT64 -> DataType.DT_INT64;
      case FLOAT -> DataType.DT_FLOAT;
      case STRING -> DataType.DT_STRING;
    };
  }

  private static ByteBuffer typedValues(ElementType type, TensorProto proto) {
    return switch (type) {
      case FLOAT -> {
        ByteBuffer data = littleEndian(proto.getFloatValCount() * 4);
        for (int i = 0; i < proto.getFloatValCount(); i++) {
          data.putFloat(proto.getFloatVal(i));
        }
        yield data.flip();
      }
      case INT32 -> {
        ByteBuffer data = littleEndian(proto.getIntValCount() * 4);
        proto.getIntValList().forEach(data::putInt);
        yield data.flip();
      }
      case INT64 -> {
        ByteBuffer data = littleEndian(proto.getInt64ValCount() * 8);
        proto.getInt64ValList().forEach(data::putLong);
        yield data.flip();
      }
      case UINT8 -> {
        ByteBuffer data = littleEndian(proto.getIntValCount());
        proto.getIntValList().forEach(value -> data.put(value.byteValue()));
        yield data.flip();
      }
      case STRING -> throw new IllegalArgumentException("strings are no numbers");
    };
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TensorShapeProto shape(long[] dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
    }
    return shape.build();
  }

  private static long[] shape(TensorShapeProto shape) {
    return shape.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray();
  }
}
