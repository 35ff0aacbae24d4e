package dev.strobe.pipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorProtosTest {

  @Test
  void numbersTravelAsLittleEndianContent() {
    TensorProto proto = TensorProtos.encode(Tensor.ofInts(1, 258));

    assertThat(proto.getDtype()).isEqualTo(DataType.DT_INT32);
    assertThat(proto.getTensorShape().getDim(0).getSize()).isEqualTo(2);
    assertThat(proto.getTensorContent().toByteArray()).containsExactly(1, 0, 0, 0, 2, 1, 0, 0);
    assertThat(TensorProtos.decode(proto).ints().get(1)).isEqualTo(258);
  }

  @Test
  void bytesKeepTheirShape() {
    Tensor frames =
        Tensor.of(
            ElementType.UINT8, new long[] {1, 2, 2, 1}, ByteBuffer.wrap(new byte[] {1, 2, 3, -1}));

    Tensor back = TensorProtos.decode(TensorProtos.encode(frames));

    assertThat(back.shape()).containsExactly(1, 2, 2, 1);
    assertThat(back.data().get(3)).isEqualTo((byte) -1);
  }

  @Test
  void typedValuesAreRead() {
    TensorProto floats = vector(DataType.DT_FLOAT, 2).addFloatVal(0.5f).addFloatVal(-2).build();
    TensorProto longs = vector(DataType.DT_INT64, 1).addInt64Val(Long.MIN_VALUE).build();
    TensorProto bytes = vector(DataType.DT_UINT8, 1).addIntVal(255).build();

    assertThat(TensorProtos.decode(floats).floats().get(1)).isEqualTo(-2f);
    assertThat(TensorProtos.decode(longs).data().getLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(TensorProtos.decode(bytes).data().get()).isEqualTo((byte) -1);
  }

  @Test
  void stringsAreBytes() {
    byte[] text = "é".getBytes(StandardCharsets.UTF_8);

    TensorProto proto = TensorProtos.encode(Tensor.ofStrings(List.of(text)));

    assertThat(proto.getStringValList()).containsExactly(ByteString.copyFrom(text));
    assertThat(TensorProtos.decode(proto).strings().get(0)).isEqualTo(text);
  }

  @Test
  void elementsThatDoNotFillTheShapeAreRefused() {
    assertThatThrownBy(
            () -> TensorProtos.decode(vector(DataType.DT_FLOAT, 3).addFloatVal(1).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 bytes but 4");
  }

  @Test
  void unknownTypeIsNamed() {
    assertThatThrownBy(() -> TensorProtos.decode(vector(DataType.DT_HALF, 1).build()))
        .hasMessageContaining("DT_HALF");
  }

  private static TensorProto.Builder vector(DataType type, long size) {
    return TensorProto.newBuilder()
        .setDtype(type)
        .setTensorShape(
            TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(size)));
  }
}
