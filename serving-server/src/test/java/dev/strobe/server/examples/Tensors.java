package dev.strobe.server.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Tensors to answer with. */
final class Tensors {

  private Tensors() {}

  static long[] shape(long... dimensions) {
    return dimensions;
  }

  static Tensor floats(long[] shape, float... values) {
    ByteBuffer data =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      data.putFloat(value);
    }
    return Tensor.of(DType.FLOAT, shape, data.flip());
  }

  /** Strings of one byte a letter. */
  static Tensor strings(long[] shape, String... values) {
    return Tensor.ofStrings(
        shape, Arrays.stream(values).map(value -> value.getBytes(ISO_8859_1)).toList());
  }
}
