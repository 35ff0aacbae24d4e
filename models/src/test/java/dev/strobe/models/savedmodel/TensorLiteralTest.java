package dev.strobe.models.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

final class TensorLiteralTest {

  @Test
  void numbersAloneAreAVector() {
    try (Tensor tensor = TensorLiteral.parse("1,2.5,-5").of(DataType.DT_FLOAT)) {
      assertThat(tensor.shape()).isEqualTo(Shape.of(3));
      assertThat(((TFloat32) tensor).getFloat(1)).isEqualTo(2.5f);
    }
  }

  @Test
  void shapeIsFilledWithTheNumbersByTurns() {
    try (Tensor tensor = TensorLiteral.parse("2x3:7,255").of(DataType.DT_UINT8)) {
      assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(((TUint8) tensor).getByte(0, 2)).isEqualTo((byte) 7);
      assertThat(((TUint8) tensor).getByte(1, 0)).isEqualTo((byte) 255);
    }
  }

  @Test
  void otherTextAndOtherTypesAreRefused() {
    assertThatThrownBy(() -> TensorLiteral.parse("1,x")).hasMessageContaining("\"1,x\"");
    assertThatThrownBy(() -> TensorLiteral.parse("1").of(DataType.DT_STRING).close())
        .hasMessageContaining("DT_STRING");
  }
}
