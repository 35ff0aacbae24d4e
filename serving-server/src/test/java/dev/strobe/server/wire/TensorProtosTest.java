package dev.strobe.server.wire;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.status.Code;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TensorProtosTest {
  private final TensorAllocator allocator = TensorAllocator.create(1 << 20);

  @Test
  void missingShapeIsAScalar() {
    try (Tensor tensor = decode(proto(DataType.DT_FLOAT).clearTensorShape().addFloatVal(2))) {
      assertThat(tensor.rank()).isZero();
      assertThat(tensor.data().getFloat()).isEqualTo(2);
    }
  }

  @Test
  void lastValueIsRepeated() {
    assertThat(floats(proto(DataType.DT_FLOAT, 5).addFloatVal(1).addFloatVal(2)))
        .containsExactly(1, 2, 2, 2, 2);
  }

  @Test
  void extraValuesAreDropped() {
    assertThat(floats(proto(DataType.DT_FLOAT, 1).addFloatVal(1).addFloatVal(2)))
        .containsExactly(1);
  }

  @Test
  void noValuesAreZerosEvenInUsedMemory() {
    try (Tensor dirty = allocator.allocate(DType.INT8, 64)) {
      ByteBuffer data = dirty.data();
      while (data.hasRemaining()) {
        data.put((byte) -1);
      }
    }
    assertThat(floats(proto(DataType.DT_FLOAT, 3))).containsExactly(0, 0, 0);
  }

  @Test
  void contentMustHaveExactlyItsSize() {
    ByteString four = ByteString.copyFrom(new byte[] {0, 0, (byte) 128, 63});
    assertThat(floats(proto(DataType.DT_FLOAT, 1).setTensorContent(four))).containsExactly(1);
    assertFails(proto(DataType.DT_FLOAT, 2).setTensorContent(four));
  }

  @Test
  void emptyTensorTakesAnyContent() {
    ByteString four = ByteString.copyFrom(new byte[4]);
    assertThat(floats(proto(DataType.DT_FLOAT, 0, 7).setTensorContent(four))).isEmpty();
  }

  @Test
  void everyTypedFieldIsRead() {
    assertThat(bytes(proto(DataType.DT_DOUBLE, 1).addDoubleVal(1)))
        .containsExactly(0, 0, 0, 0, 0, 0, -16, 63);
    assertThat(bytes(proto(DataType.DT_INT32, 1).addIntVal(-2))).containsExactly(-2, -1, -1, -1);
    assertThat(bytes(proto(DataType.DT_INT16, 1).addIntVal(-2))).containsExactly(-2, -1);
    assertThat(bytes(proto(DataType.DT_UINT16, 1).addIntVal(65535))).containsExactly(-1, -1);
    assertThat(bytes(proto(DataType.DT_INT8, 1).addIntVal(-2))).containsExactly(-2);
    assertThat(bytes(proto(DataType.DT_UINT8, 2).addIntVal(255))).containsExactly(-1, -1);
    assertThat(bytes(proto(DataType.DT_INT64, 1).addInt64Val(-1))).containsOnly(-1).hasSize(8);
    assertThat(bytes(proto(DataType.DT_UINT32, 1).addUint32Val(-1))).containsOnly(-1).hasSize(4);
    assertThat(bytes(proto(DataType.DT_UINT64, 1).addUint64Val(-1))).containsOnly(-1).hasSize(8);
    assertThat(bytes(proto(DataType.DT_BOOL, 2).addBoolVal(true).addBoolVal(false)))
        .containsExactly(1, 0);
    assertThat(bytes(proto(DataType.DT_HALF, 1).addHalfVal(0x3c00))).containsExactly(0, 0x3c);
    assertThat(bytes(proto(DataType.DT_BFLOAT16, 1).addHalfVal(0x3f80)))
        .containsExactly(-128, 0x3f);
    assertThat(bytes(proto(DataType.DT_COMPLEX64, 2).addScomplexVal(1).addScomplexVal(2)))
        .containsExactly(0, 0, -128, 63, 0, 0, 0, 64, 0, 0, -128, 63, 0, 0, 0, 64);
  }

  @Test
  void stringsRepeatAndPad() {
    var two = proto(DataType.DT_STRING, 3).addStringVal(utf8("a")).addStringVal(utf8("b"));
    assertThat(strings(two)).containsExactly("a", "b", "b");
    assertThat(strings(proto(DataType.DT_STRING, 2))).containsExactly("", "");
    assertThat(
            strings(proto(DataType.DT_STRING, 1).addStringVal(utf8("a")).addStringVal(utf8("b"))))
        .containsExactly("a");
  }

  @Test
  void stringsMayComeAsContent() {
    ByteString content = ByteString.copyFrom(new byte[] {1, 2, 'a', 'b', 'c'});
    assertThat(strings(proto(DataType.DT_STRING, 2).setTensorContent(content)))
        .containsExactly("a", "bc");
    assertFails(proto(DataType.DT_STRING, 1).setTensorContent(content));
    assertFails(proto(DataType.DT_STRING, 9).setTensorContent(content));
  }

  @Test
  void whatIsNoTensorIsRefused() {
    assertFails(TensorProto.newBuilder().addFloatVal(1));
    assertFails(proto(DataType.DT_FLOAT_REF, 1));
    assertFails(proto(DataType.DT_RESOURCE, 1));
    assertFails(proto(DataType.DT_FLOAT, -1));
    assertFails(proto(DataType.DT_FLOAT, Integer.MAX_VALUE, Integer.MAX_VALUE));
    assertFails(proto(DataType.DT_STRING, Integer.MAX_VALUE));
    assertFails(TensorProto.newBuilder().setDtypeValue(77));
    assertFails(
        proto(DataType.DT_FLOAT)
            .setTensorShape(TensorShapeProto.newBuilder().setUnknownRank(true)));
  }

  private static TensorProto.Builder proto(DataType dtype, long... shape) {
    var dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder().setDtype(dtype).setTensorShape(dimensions);
  }

  private Tensor decode(TensorProto.Builder proto) {
    return TensorProtos.decode("x", proto.build(), allocator);
  }

  private float[] floats(TensorProto.Builder proto) {
    try (Tensor tensor = decode(proto)) {
      float[] values = new float[(int) tensor.elementCount()];
      tensor.data().asFloatBuffer().get(values);
      return values;
    }
  }

  private byte[] bytes(TensorProto.Builder proto) {
    try (Tensor tensor = decode(proto)) {
      byte[] values = new byte[tensor.data().remaining()];
      tensor.data().get(values);
      return values;
    }
  }

  private List<String> strings(TensorProto.Builder proto) {
    try (Tensor tensor = decode(proto)) {
      return tensor.strings().stream()
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .toList();
    }
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private void assertFails(TensorProto.Builder proto) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, () -> decode(proto))
        .hasMessage("tensor parsing error: x");
  }
}
