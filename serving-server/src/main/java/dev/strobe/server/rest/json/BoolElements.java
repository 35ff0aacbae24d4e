package dev.strobe.server.rest.json;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;

/** Elements of type bool: {@code true} and {@code false}, no numbers. */
final class BoolElements implements Elements {
  private final ElementBlock block;
  private ByteBuffer data;
  private int size;

  BoolElements(ElementBlock block) {
    this.block = block;
    data = block.data();
  }

  @Override
  public void read(JsonReader in) {
    JsonKind kind = in.kind();
    if (kind != JsonKind.TRUE && kind != JsonKind.FALSE) {
      throw ElementErrors.wrongType(in, kind, DType.BOOL);
    }
    if (size == block.capacity()) {
      block.grow();
      data = block.data();
    }
    data.put(size, (byte) (in.bool() ? 1 : 0));
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
