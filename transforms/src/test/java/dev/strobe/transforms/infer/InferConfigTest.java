package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.strobe.transforms.decode.DecoderConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferConfigTest {
  private static final InferConfig DEFAULTS = InferConfig.defaults();

  @Test
  void defaultsAreStrides1To4And16Calls() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new InferConfig(
                List.of(1, 2, 3, 4),
                false,
                FrameSelection.EVERY,
                DecoderConfig.defaults(),
                16,
                64L << 20));
  }

  @Test
  void everySettingCanBeChanged() {
    DecoderConfig decoder = DecoderConfig.defaults().withThreads(2);
    assertThat(
            DEFAULTS
                .withStrides(List.of(8))
                .withPadding(true)
                .withFrames(FrameSelection.DISTINCT)
                .withDecoder(decoder)
                .withMaxCalls(2)
                .withMaxBytes(3))
        .isEqualTo(new InferConfig(List.of(8), true, FrameSelection.DISTINCT, decoder, 2, 3));
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withStrides(List.of(1, 0)))
        .withMessage("stride must be in [1, 64] but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withStrides(List.of()))
        .withMessage("strides must be 1 to 16 numbers but were 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withStrides(List.of(2, 2)))
        .withMessage("strides must differ but were [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxCalls(0))
        .withMessageContaining("0");
  }
}
