package dev.strobe.server.wire;

import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.tensor.DType;
import java.nio.ByteBuffer;

/** The elements of numeric tensor messages that come as typed values. */
final class NumericValues {

  private NumericValues() {}

  /** Writes the value at an index of a typed field, whatever takes part in one element. */
  @FunctionalInterface
  private interface Element {
    void put(ByteBuffer out, int index);
  }

  /**
   * Fills {@code out}, little-endian, with the typed values; the last is repeated, none is zero.
   */
  static void fill(DType dtype, TensorProto proto, ByteBuffer out) {
    switch (dtype) {
      case FLOAT ->
          fill(out, 4, proto.getFloatValCount(), (o, i) -> o.putFloat(proto.getFloatVal(i)));
      case DOUBLE ->
          fill(out, 8, proto.getDoubleValCount(), (o, i) -> o.putDouble(proto.getDoubleVal(i)));
      case INT64 ->
          fill(out, 8, proto.getInt64ValCount(), (o, i) -> o.putLong(proto.getInt64Val(i)));
      case UINT64 ->
          fill(out, 8, proto.getUint64ValCount(), (o, i) -> o.putLong(proto.getUint64Val(i)));
      case UINT32 ->
          fill(out, 4, proto.getUint32ValCount(), (o, i) -> o.putInt(proto.getUint32Val(i)));
      case INT32, QINT32 ->
          fill(out, 4, proto.getIntValCount(), (o, i) -> o.putInt(proto.getIntVal(i)));
      case INT16, UINT16, QINT16, QUINT16 ->
          fill(out, 2, proto.getIntValCount(), (o, i) -> o.putShort((short) proto.getIntVal(i)));
      case INT8, UINT8, QINT8, QUINT8 ->
          fill(out, 1, proto.getIntValCount(), (o, i) -> o.put((byte) proto.getIntVal(i)));
      case HALF, BFLOAT16 ->
          fill(out, 2, proto.getHalfValCount(), (o, i) -> o.putShort((short) proto.getHalfVal(i)));
      case BOOL ->
          fill(
              out,
              1,
              proto.getBoolValCount(),
              (o, i) -> o.put((byte) (proto.getBoolVal(i) ? 1 : 0)));
      case COMPLEX64 ->
          fill(
              out,
              8,
              proto.getScomplexValCount() / 2,
              (o, i) ->
                  o.putFloat(proto.getScomplexVal(2 * i))
                      .putFloat(proto.getScomplexVal(2 * i + 1)));
      case COMPLEX128 ->
          fill(
              out,
              16,
              proto.getDcomplexValCount() / 2,
              (o, i) ->
                  o.putDouble(proto.getDcomplexVal(2 * i))
                      .putDouble(proto.getDcomplexVal(2 * i + 1)));
      case FLOAT8_E5M2, FLOAT8_E4M3FN ->
          fill(
              out, 1, proto.getFloat8Val().size(), (o, i) -> o.put(proto.getFloat8Val().byteAt(i)));
      case STRING, RESOURCE, VARIANT ->
          throw new IllegalArgumentException(dtype.tensorFlowName() + " is not numeric");
    }
  }

  private static void fill(ByteBuffer out, int elementBytes, int given, Element element) {
    for (int i = 0; i < given && out.hasRemaining(); i++) {
      element.put(out, i);
    }
    if (given == 0) {
      repeat(out, ByteBuffer.allocate(Math.min(elementBytes, out.remaining())));
    } else {
      repeat(out, out.duplicate().flip().position(Math.max(0, out.position() - elementBytes)));
    }
  }

  /** Copies what is there already, twice as much each time. */
  private static void repeat(ByteBuffer out, ByteBuffer pattern) {
    int start = out.position();
    if (out.hasRemaining()) {
      out.put(pattern);
    }
    while (out.hasRemaining()) {
      int done = out.position() - start;
      out.put(out.slice(start, Math.min(done, out.remaining())));
    }
  }
}
