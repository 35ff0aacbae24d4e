package dev.strobe.server.rest.json;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;

/** No elements, of a type that JSON values are not turned into, such as half or complex64. */
final class NoElements implements Elements {
  private final DType dtype;

  NoElements(DType dtype) {
    this.dtype = dtype;
  }

  @Override
  public void read(JsonReader in) {
    throw unimplemented(JsonExcerpt.of(in));
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public Tensor toTensor(long[] shape) {
    if (!dtype.isNumeric()) {
      throw unimplemented("[]");
    }
    return Tensor.of(dtype, shape, ByteBuffer.allocateDirect(0));
  }

  @Override
  public void close() {}

  private ServingException unimplemented(String value) {
    return new ServingException(
        Code.UNIMPLEMENTED,
        "Conversion of JSON Value: %s to type: %s".formatted(value, dtype.tensorFlowName()));
  }
}
