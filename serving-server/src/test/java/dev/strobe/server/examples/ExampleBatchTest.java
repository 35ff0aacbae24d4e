package dev.strobe.server.examples;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.strobe.protos.serving.SerializedExampleList;
import dev.strobe.protos.serving.SerializedExampleListWithContext;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.protos.tensorflow.Example;
import dev.strobe.protos.tensorflow.Feature;
import dev.strobe.protos.tensorflow.Features;
import dev.strobe.protos.tensorflow.Int64List;
import dev.strobe.server.status.Code;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExampleBatchTest {

  @Test
  void examplesAreStringsAsTheyCame() {
    List<ByteString> examples = List.of(ByteString.copyFromUtf8("junk"), ByteString.EMPTY);
    var list = SerializedExampleList.newBuilder().addAllExamples(examples);
    ExampleBatch batch = ExampleBatch.of(SerializedInput.newBuilder().setExampleList(list).build());
    assertThat(batch.size()).isEqualTo(2);
    try (Tensor tensor = batch.tensor()) {
      assertThat(tensor.dtype()).isEqualTo(DType.STRING);
      assertThat(tensor.shape()).containsExactly(2);
      assertThat(tensor.strings())
          .containsExactly("junk".getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
  }

  @Test
  void contextIsMergedIntoEachExampleWhoseFeaturesWin() throws Exception {
    ExampleBatch batch =
        ExampleBatch.of(withContext(example("a", 1, "b", 2), List.of(example("b", 3), example())));
    try (Tensor tensor = batch.tensor()) {
      assertThat(Example.parseFrom(tensor.strings().get(0)))
          .isEqualTo(Example.parseFrom(example("a", 1, "b", 3)));
      assertThat(Example.parseFrom(tensor.strings().get(1)))
          .isEqualTo(Example.parseFrom(example("a", 1, "b", 2)));
    }
  }

  @Test
  void inputWithoutExamplesIsRefused() {
    for (SerializedInput input :
        List.of(
            SerializedInput.getDefaultInstance(),
            SerializedInput.newBuilder()
                .setExampleList(SerializedExampleList.getDefaultInstance())
                .build(),
            withContext(example("a", 1), List.of()))) {
      assertThatThrownBy(() -> ExampleBatch.of(input)).hasMessage("Input is empty.");
    }
  }

  @Test
  void contextIsNotMultipliedBeyondTheBound() {
    ByteString context = ByteString.copyFrom(new byte[1 << 20]);
    List<ByteString> examples = Collections.nCopies(512, ByteString.EMPTY);
    assertThatFailsWith(
            Code.INVALID_ARGUMENT, () -> ExampleBatch.of(withContext(context, examples)))
        .hasMessage(
            "512 examples with a context of 1048576 bytes take 536903680 bytes, but at most"
                + " 536870912 are allowed");
  }

  private static SerializedInput withContext(ByteString context, List<ByteString> examples) {
    var list =
        SerializedExampleListWithContext.newBuilder().setContext(context).addAllExamples(examples);
    return SerializedInput.newBuilder().setExampleListWithContext(list).build();
  }

  /** An example of integer features, given by name and value in turn. */
  private static ByteString example(Object... features) {
    var all = Features.newBuilder();
    for (int i = 0; i < features.length; i += 2) {
      var value = Int64List.newBuilder().addValue((Integer) features[i + 1]);
      all.putFeature((String) features[i], Feature.newBuilder().setInt64List(value).build());
    }
    return Example.newBuilder().setFeatures(all).build().toByteString();
  }
}
