package dev.strobe.server.wire;

import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.tensor.DType;
import java.nio.ByteBuffer;

/** The elements of a tensor as a packed typed field holds them. */
final class PackedValues {

  private PackedValues() {}

  /** The typed field for elements of this type. */
  static int field(DType dtype) {
    return switch (dtype) {
      case FLOAT -> TensorProto.FLOAT_VAL_FIELD_NUMBER;
      case DOUBLE -> TensorProto.DOUBLE_VAL_FIELD_NUMBER;
      case INT64 -> TensorProto.INT64_VAL_FIELD_NUMBER;
      case UINT64 -> TensorProto.UINT64_VAL_FIELD_NUMBER;
      case UINT32 -> TensorProto.UINT32_VAL_FIELD_NUMBER;
      case BOOL -> TensorProto.BOOL_VAL_FIELD_NUMBER;
      case HALF, BFLOAT16 -> TensorProto.HALF_VAL_FIELD_NUMBER;
      case COMPLEX64 -> TensorProto.SCOMPLEX_VAL_FIELD_NUMBER;
      case COMPLEX128 -> TensorProto.DCOMPLEX_VAL_FIELD_NUMBER;
      case FLOAT8_E5M2, FLOAT8_E4M3FN -> TensorProto.FLOAT8_VAL_FIELD_NUMBER;
      case STRING, RESOURCE, VARIANT ->
          throw new IllegalArgumentException(dtype.tensorFlowName() + " is not numeric");
      default -> TensorProto.INT_VAL_FIELD_NUMBER;
    };
  }

  /** True if the packed field holds the very bytes of memory. */
  static boolean isMemory(DType dtype) {
    return switch (dtype) {
      case FLOAT, DOUBLE, COMPLEX64, COMPLEX128, BOOL, FLOAT8_E5M2, FLOAT8_E4M3FN -> true;
      default -> false;
    };
  }

  /** The elements of little-endian {@code data} as varints. */
  static ByteBuffer encode(DType dtype, ByteBuffer data) {
    int elements = data.remaining() / dtype.bytes();
    long bytes = 0;
    for (int i = 0; i < elements; i++) {
      bytes += varintBytes(value(dtype, data, i));
    }
    byte[] packed = new byte[Math.toIntExact(bytes)];
    int at = 0;
    for (int i = 0; i < elements; i++) {
      at = put(value(dtype, data, i), packed, at);
    }
    return ByteBuffer.wrap(packed);
  }

  private static long value(DType dtype, ByteBuffer data, int index) {
    return switch (dtype) {
      case UINT8, QUINT8 -> data.get(index) & 0xFF;
      case INT8, QINT8 -> data.get(index);
      case UINT16, QUINT16, HALF, BFLOAT16 -> data.getShort(index * 2) & 0xFFFF;
      case INT16, QINT16 -> data.getShort(index * 2);
      case INT32, QINT32 -> data.getInt(index * 4);
      case UINT32 -> data.getInt(index * 4) & 0xFFFFFFFFL;
      case INT64, UINT64 -> data.getLong(index * 8);
      default -> throw new IllegalArgumentException(dtype + " is not written as varints");
    };
  }

  private static int varintBytes(long value) {
    return (Math.max(1, 64 - Long.numberOfLeadingZeros(value)) + 6) / 7;
  }

  private static int put(long value, byte[] target, int start) {
    int at = start;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    return at;
  }
}
