package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.SignatureSpec;
import dev.strobe.transforms.predictor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeriodModelTest {
  @Test
  void clipIsTakenBeforeWindowsBeforeThePublishedOne() {
    assertThat(model("serving_default", "windows", "clip").signature())
        .isInstanceOf(ClipSignature.class);
    assertThat(model("serving_default", "windows").signature())
        .isInstanceOfSatisfying(
            WindowsSignature.class, s -> assertThat(s.name()).isEqualTo("windows"));
    assertThat(model("serving_default", "other").signature())
        .isInstanceOfSatisfying(
            WindowsSignature.class, s -> assertThat(s.type()).isEqualTo(ElementType.FLOAT));
  }

  @Test
  void shapesComeFromTheSignature() {
    PeriodModel model = model("clip");
    assertThat(model.frameShape()).isEqualTo(new FrameShape(2, 3, 1));
    assertThat(model.windowRows()).isEqualTo(64);
    assertThat(model.version()).isEqualTo(new ModelVersion("fake", 7));
  }

  @Test
  void modelWithoutThemIsRefusedByName() {
    assertThatExceptionOfType(UnsuitableModelException.class)
        .isThrownBy(() -> model("regress", "classify"))
        .withMessageContaining("'fake' (version 7)")
        .withMessageContaining("[classify, regress]")
        .withMessageNotContaining("\n");
  }

  @Test
  void signatureWhoseFramesAreOfAnotherKindIsPassedOver() {
    TensorSpec floats =
        new TensorSpec(
            "frames", Optional.of(ElementType.FLOAT), Optional.of(List.of(-1L, 2L, 3L, 1L)));
    TensorSpec strides =
        new TensorSpec("strides", Optional.of(ElementType.INT32), Optional.of(List.of(-1L)));
    SignatureSpec clip = new SignatureSpec(Map.of("frames", floats, "strides", strides), Map.of());
    assertThatExceptionOfType(UnsuitableModelException.class)
        .isThrownBy(() -> PeriodModel.of(new ModelSpec("m", 1, Map.of("clip", clip))));
  }

  private static PeriodModel model(String... signatures) {
    return PeriodModel.of(FakePeriodPredictor.spec(List.of(signatures)));
  }
}
