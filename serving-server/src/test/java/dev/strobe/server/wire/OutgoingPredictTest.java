package dev.strobe.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class OutgoingPredictTest {
  private final TensorAllocator allocator = TensorAllocator.create(1 << 20);

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"STRING", "RESOURCE", "VARIANT"})
  void elementsOfEveryTypeComeBackInEitherEncoding(DType dtype) throws IOException {
    Tensor tensor = allocator.allocate(dtype, 3, 7);
    byte[] bytes = new byte[tensor.data().remaining()];
    new Random(dtype.number()).nextBytes(bytes);
    if (dtype == DType.BOOL) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= 1;
      }
    }
    tensor.data().put(bytes);
    for (TensorEncoding encoding : TensorEncoding.values()) {
      TensorProto proto = roundTrip(Map.of("y", tensor), encoding).getOutputsOrThrow("y");
      assertThat(proto.getTensorContent().isEmpty()).isEqualTo(encoding == TensorEncoding.TYPED);
      try (Tensor back = TensorProtos.decode("y", proto, allocator)) {
        byte[] received = new byte[bytes.length];
        back.data().get(received);
        assertThat(received).isEqualTo(bytes);
        assertThat(back.shape()).containsExactly(3, 7);
      }
    }
  }

  @Test
  void typedFieldsHaveOneEntryPerElement() throws IOException {
    Tensor tensor = allocator.allocate(DType.UINT8, 2);
    tensor.data().put((byte) 200).put((byte) 200);
    TensorProto proto = roundTrip(Map.of("y", tensor), TensorEncoding.TYPED).getOutputsOrThrow("y");
    assertThat(proto.getIntValList()).containsExactly(200, 200);
  }

  @Test
  void modelSpecNamesWhatAnswered() throws IOException {
    assertThat(roundTrip(Map.of(), TensorEncoding.TYPED).getModelSpec())
        .isEqualTo(
            ModelSpec.newBuilder()
                .setName("m")
                .setVersion(Int64Value.of(3))
                .setSignatureName("s")
                .build());
  }

  @Test
  void stringsScalarsAndEmptyTensorsAreWritten() throws IOException {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(
        "strings", Tensor.ofStrings(new long[] {2}, List.of(new byte[] {-1}, new byte[300])));
    outputs.put("scalar", allocator.allocate(DType.INT64));
    outputs.put("empty", allocator.allocate(DType.FLOAT, 0, 4));
    PredictResponse response = roundTrip(outputs, TensorEncoding.CONTENT);
    assertThat(response.getOutputsOrThrow("strings").getStringValList())
        .extracting(string -> string.size())
        .containsExactly(1, 300);
    assertThat(response.getOutputsOrThrow("scalar").getTensorShape().getDimCount()).isZero();
    assertThat(response.getOutputsOrThrow("empty").getTensorShape().getDim(1).getSize())
        .isEqualTo(4);
  }

  @Test
  void drainingAndReadingGiveTheSameBytes() throws IOException {
    Tensor tensor = allocator.allocate(DType.FLOAT, 50_000);
    try (OutgoingPredict drained = stream(Map.of("y", tensor), TensorEncoding.TYPED);
        OutgoingPredict read = stream(Map.of("y", tensor), TensorEncoding.TYPED)) {
      int size = drained.available();
      var bytes = new ByteArrayOutputStream();
      assertThat(drained.drainTo(bytes)).isEqualTo(size);
      assertThat(read.readAllBytes()).isEqualTo(bytes.toByteArray()).hasSize(size);
    }
  }

  @Test
  void closingGivesTheMemoryBack() {
    var released = new AtomicInteger();
    OutgoingPredict.of(
            new ServableId("m", 3), "s", Map.of(), TensorEncoding.TYPED, released::incrementAndGet)
        .close();
    assertThat(released).hasValue(1);
  }

  private static PredictResponse roundTrip(Map<String, Tensor> outputs, TensorEncoding encoding)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutgoingPredict stream = stream(outputs, encoding)) {
      int unused = stream.drainTo(bytes);
    }
    return PredictResponse.parseFrom(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private static OutgoingPredict stream(Map<String, Tensor> outputs, TensorEncoding encoding) {
    return OutgoingPredict.of(new ServableId("m", 3), "s", outputs, encoding, () -> {});
  }
}
