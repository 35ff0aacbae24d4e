package dev.strobe.server.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The elements of string tensor messages. */
final class StringValues {
  /** So many that the runtime's own array of them stays below 2 GiB. */
  private static final int MAX_ELEMENTS = 80_000_000;

  private StringValues() {}

  static List<byte[]> decode(long[] shape, TensorProto proto) {
    long elements = Tensor.elementCount(shape);
    if (elements > MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "a tensor may have %d strings but was to have %d".formatted(MAX_ELEMENTS, elements));
    }
    return proto.getTensorContent().isEmpty() || elements == 0
        ? typed((int) elements, proto.getStringValList())
        : packed((int) elements, proto.getTensorContent());
  }

  private static List<byte[]> typed(int elements, List<ByteString> given) {
    if (given.size() == elements) {
      return copy(given);
    }
    if (given.size() > elements) {
      return copy(given.subList(0, elements));
    }
    byte[] last = given.isEmpty() ? new byte[0] : given.get(given.size() - 1).toByteArray();
    if (given.size() <= 1) {
      return Collections.nCopies(elements, last);
    }
    List<byte[]> strings = copy(given);
    strings.addAll(Collections.nCopies(elements - given.size(), last));
    return strings;
  }

  private static List<byte[]> copy(List<ByteString> given) {
    List<byte[]> strings = new ArrayList<>(given.size());
    given.forEach(string -> strings.add(string.toByteArray()));
    return strings;
  }

  /** All lengths as varints, then all bytes. */
  private static List<byte[]> packed(int elements, ByteString content) {
    CodedInputStream in = content.newCodedInput();
    if (elements > content.size()) {
      throw new IllegalArgumentException(
          "tensor_content is too short for " + elements + " strings");
    }
    try {
      int[] lengths = new int[elements];
      for (int i = 0; i < elements; i++) {
        lengths[i] = in.readRawVarint32();
      }
      List<byte[]> strings = new ArrayList<>(elements);
      for (int length : lengths) {
        strings.add(in.readRawBytes(length));
      }
      if (!in.isAtEnd()) {
        throw new IllegalArgumentException("tensor_content is longer than its strings");
      }
      return strings;
    } catch (IOException e) {
      throw new IllegalArgumentException("tensor_content does not hold the strings", e);
    }
  }
}
