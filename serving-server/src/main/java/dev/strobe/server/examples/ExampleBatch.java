package dev.strobe.server.examples;

import com.google.protobuf.ByteString;
import dev.strobe.protos.serving.SerializedExampleListWithContext;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The examples of a call, each serialised, with what they have in common in front: a message behind
 * another is merged into it, so that a feature of the example wins over one of the context. A short
 * context in front of many examples makes much of little, so what comes out is bounded.
 */
final class ExampleBatch {
  static final long MAX_BYTES = 512L << 20;

  /** What an example takes beside its own bytes, at least. */
  private static final int OVERHEAD_BYTES = 64;

  private final List<byte[]> examples;

  private ExampleBatch(List<byte[]> examples) {
    this.examples = examples;
  }

  /**
   * The examples of a request.
   *
   * @throws ServingException INVALID_ARGUMENT if there are none, or they take more than 512 MiB
   */
  static ExampleBatch of(SerializedInput input) {
    return switch (input.getKindCase()) {
      case EXAMPLE_LIST -> of(ByteString.EMPTY, input.getExampleList().getExamplesList());
      case EXAMPLE_LIST_WITH_CONTEXT -> {
        SerializedExampleListWithContext list = input.getExampleListWithContext();
        yield of(list.getContext(), list.getExamplesList());
      }
      case KIND_NOT_SET -> of(ByteString.EMPTY, List.of());
    };
  }

  private static ExampleBatch of(ByteString context, List<ByteString> examples) {
    if (examples.isEmpty()) {
      throw invalid("Input is empty.");
    }
    requireBounded(context, examples);
    List<byte[]> joined = new ArrayList<>(examples.size());
    for (ByteString example : examples) {
      joined.add(joined(context, example));
    }
    return new ExampleBatch(joined);
  }

  private static void requireBounded(ByteString context, List<ByteString> examples) {
    long bytes = (long) examples.size() * (OVERHEAD_BYTES + (long) context.size());
    for (ByteString example : examples) {
      bytes += example.size();
    }
    if (bytes > MAX_BYTES) {
      throw invalid(
          "%d examples with a context of %d bytes take %d bytes, but at most %d are allowed"
              .formatted(examples.size(), context.size(), bytes, MAX_BYTES));
    }
  }

  private static byte[] joined(ByteString context, ByteString example) {
    byte[] bytes = new byte[context.size() + example.size()];
    context.copyTo(bytes, 0);
    example.copyTo(bytes, context.size());
    return bytes;
  }

  int size() {
    return examples.size();
  }

  /** The examples as strings [size]; each call gives a tensor of its own. */
  Tensor tensor() {
    return Tensor.ofStrings(new long[] {examples.size()}, examples);
  }

  private static ServingException invalid(String message) {
    return new ServingException(Code.INVALID_ARGUMENT, message);
  }
}
