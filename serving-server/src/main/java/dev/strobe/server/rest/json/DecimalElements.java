package dev.strobe.server.rest.json;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * Elements of type float or double. Any number will do; a float is the double nearest to the text,
 * rounded again, and infinite beyond the range of a float.
 */
final class DecimalElements implements Elements {
  private static final int ROW = 64;

  private final ElementBlock block;
  private final boolean single;
  private final double[] row = new double[ROW];
  private ByteBuffer data;
  private int size;

  DecimalElements(ElementBlock block) {
    this.block = block;
    single = block.dtype() == DType.FLOAT;
    data = block.data();
  }

  @Override
  public void read(JsonReader in) {
    JsonKind kind = in.kind();
    if (kind != JsonKind.NUMBER) {
      throw ElementErrors.wrongType(in, kind, block.dtype());
    }
    put(in.decimal());
  }

  @Override
  public int readList(JsonReader in) {
    int before = size;
    boolean plain = true;
    do {
      plain = plain && readPlain(in);
      if (!in.startsNumber()) {
        int rest = Elements.super.readList(in);
        return rest < 0 ? ~(size - before) : size - before;
      }
      put(in.decimal());
    } while (in.nextElement());
    return size - before;
  }

  /** Reads what is plain up to the next element that is not; false if that is the one here. */
  private boolean readPlain(JsonReader in) {
    int before = size;
    int count;
    do {
      count = in.plainDecimals(row);
      putRow(count);
    } while (count == row.length);
    return size > before;
  }

  private void putRow(int count) {
    while (size + count > block.capacity()) {
      block.grow();
      data = block.data();
    }
    for (int i = 0; i < count; i++) {
      if (single) {
        data.putFloat((size + i) * Float.BYTES, (float) row[i]);
      } else {
        data.putDouble((size + i) * Double.BYTES, row[i]);
      }
    }
    size += count;
  }

  private void put(double value) {
    if (size == block.capacity()) {
      block.grow();
      data = block.data();
    }
    if (single) {
      data.putFloat(size * Float.BYTES, (float) value);
    } else {
      data.putDouble(size * Double.BYTES, value);
    }
    size++;
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
