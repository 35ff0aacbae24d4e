package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.count.RepetitionCount.FrameCounts;
import dev.strobe.transforms.infer.KeptFrames;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileFramesTest {
  private static final double SIX_FRAMES = 6;

  @Test
  void periodsOfAVideoWithEveryFrameDoubledAreTwiceAsLong() {
    KeptFrames kept = KeptFrames.of(24, IntStream.range(0, 12).map(i -> 2 * i).toArray());
    FrameCounts frames = spread(kept, true, true, true);
    assertThat(frames.counts().sum()).isCloseTo(2, within(1e-9));
    for (int frame = 0; frame < 24; frame++) {
      assertThat(frames.periods().get(frame)).isCloseTo(12, within(1e-9));
      assertThat(frames.counts().get(frame)).isCloseTo(frame % 2 == 0 ? 1.0 / 6 : 0, within(1e-9));
    }
  }

  @Test
  void heldPictureLengthensTheRepetitionsAroundItAlone() {
    int[] indices = IntStream.range(0, 24).map(i -> i < 12 ? i : i + 10).toArray();
    FrameCounts frames = spread(KeptFrames.of(34, indices), true, true, true, true, true, true);
    assertThat(frames.periods().get(3)).isCloseTo(6, within(1e-9));
    assertThat(frames.periods().get(11)).isCloseTo(16, within(1e-9));
    assertThat(frames.periods().get(15)).isCloseTo(16, within(1e-9));
    assertThat(frames.periods().get(30)).isCloseTo(6, within(1e-9));
    assertThat(frames.counts().sum()).isCloseTo(4, within(1e-9));
  }

  @Test
  void framesOfAStepThatDoesNotRepeatHaveNoPeriod() {
    FrameCounts frames = spread(KeptFrames.all(12), true, false, true);
    assertThat(frames.periods().get(3)).isCloseTo(6, within(1e-9));
    assertThat(frames.periods().get(4)).isNaN();
    assertThat(frames.counts().get(7)).isZero();
    assertThat(frames.withinPeriod().get(7)).isEqualTo(0.5);
  }

  private static FrameCounts spread(KeptFrames kept, boolean... on) {
    double[] periods = IntStream.range(0, on.length).mapToDouble(i -> SIX_FRAMES).toArray();
    double[] certainty = IntStream.range(0, on.length).mapToDouble(i -> 0.5).toArray();
    return FileFrames.of(kept).spread(periods, certainty, on);
  }
}
