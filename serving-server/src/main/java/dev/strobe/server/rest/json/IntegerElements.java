package dev.strobe.server.rest.json;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * Elements of an integer type. A number written with a point or an exponent is refused, and so is
 * one beyond the type, with the exception that TensorFlow Serving makes: types of 8 and 16 bits
 * take what fits 32 and keep the lowest bits.
 */
final class IntegerElements implements Elements {
  private final ElementBlock block;
  private final DType dtype;
  private ByteBuffer data;
  private int size;

  IntegerElements(ElementBlock block) {
    this.block = block;
    dtype = block.dtype();
    data = block.data();
  }

  @Override
  public void read(JsonReader in) {
    int start = in.position();
    JsonKind kind = in.kind();
    if (kind != JsonKind.NUMBER) {
      throw ElementErrors.wrongType(in, kind, dtype);
    }
    NumberScanner number = in.number();
    if (!fits(number)) {
      in.moveTo(start);
      throw ElementErrors.wrongType(in, kind, dtype);
    }
    if (size == block.capacity()) {
      block.grow();
      data = block.data();
    }
    put(number.isNegative() ? -number.magnitude() : number.magnitude());
    size++;
  }

  private boolean fits(NumberScanner number) {
    if (!number.isInteger()) {
      return false;
    }
    long magnitude = number.magnitude();
    boolean negative = number.isNegative();
    return switch (dtype) {
      case UINT64 -> !negative || magnitude == 0;
      case UINT32 -> magnitude >>> 32 == 0 && (!negative || magnitude == 0);
      case INT64 -> magnitude >= 0 || (negative && magnitude == Long.MIN_VALUE);
      default -> magnitude >>> 31 == 0 || (negative && magnitude == 1L << 31);
    };
  }

  private void put(long value) {
    switch (dtype.bytes()) {
      case 1 -> data.put(size, (byte) value);
      case 2 -> data.putShort(size * Short.BYTES, (short) value);
      case 4 -> data.putInt(size * Integer.BYTES, (int) value);
      default -> data.putLong(size * Long.BYTES, value);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Tensor toTensor(long[] shape) {
    return block.toTensor(shape);
  }

  @Override
  public void close() {
    block.close();
  }
}
