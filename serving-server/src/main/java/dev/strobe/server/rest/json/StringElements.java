package dev.strobe.server.rest.json;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Elements of type string: JSON strings, or objects with bytes in base64. */
final class StringElements implements Elements {
  private final List<byte[]> strings = new ArrayList<>();

  @Override
  public void read(JsonReader in) {
    JsonKind kind = in.kind();
    switch (kind) {
      case STRING -> strings.add(in.string().toBytes());
      case OBJECT -> strings.add(Base64Object.read(in));
      default -> throw ElementErrors.wrongType(in, kind, DType.STRING);
    }
  }

  @Override
  public int size() {
    return strings.size();
  }

  @Override
  public Tensor toTensor(long[] shape) {
    return Tensor.ofStrings(shape, strings);
  }

  @Override
  public void close() {}
}
