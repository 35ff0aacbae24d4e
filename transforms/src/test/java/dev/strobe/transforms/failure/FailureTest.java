package dev.strobe.transforms.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final Failure FAILURE =
      new Failure(
          "/videos/ä b.mp4",
          Stage.DECODE,
          "TRUNCATED",
          "ends after 39 of 1800 frames",
          1,
          Instant.parse("2026-01-02T03:04:05.678901234Z"));

  @Test
  void coderGivesBackWhatItTook() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(FailureCoder.of(), FAILURE);
    CoderProperties.coderSerializable(FailureCoder.of());
  }

  @Test
  void encodedSizeIsTextPlusAFewBytes() throws Exception {
    assertThat(CoderUtils.encodeToByteArray(FailureCoder.of(), FAILURE)).hasSizeLessThan(90);
  }

  @Test
  void stageIsWrittenInLowerCase() {
    assertThat(FAILURE.stage().label()).isEqualTo("decode");
  }

  @Test
  void zeroAttemptsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Failure("u", Stage.READ, "E", "m", 0, Instant.EPOCH))
        .withMessage("attempts must be >= 1 but was 0");
  }
}
