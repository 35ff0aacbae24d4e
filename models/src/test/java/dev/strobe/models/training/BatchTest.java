package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.models.repnet.RepNetSpec;
import dev.strobe.models.synthetic.SyntheticWindow;
import dev.strobe.models.synthetic.SyntheticWindows;
import org.junit.jupiter.api.Test;

final class BatchTest {

  private static final RepNetSpec SPEC = RepNetSpec.defaults();
  private static final SyntheticWindows SOURCE = SyntheticWindows.moving(3);
  private static final int WINDOWS = 40;

  @Test
  void periodIsSharedByItsTwoNeighbouringClasses() {
    Batch batch = Batch.of(SPEC, SOURCE, 0, WINDOWS);
    int periodic = 0;
    for (int block = 0; block < batch.blocks(); block++) {
      double sum = 0;
      double mean = 0;
      for (int c = 0; c < SPEC.periods(); c++) {
        double share = batch.classes()[block * SPEC.periods() + c];
        sum += share;
        mean += share * (c + 1);
      }
      if (batch.isPeriodic(block)) {
        periodic++;
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(mean).isCloseTo(batch.period(block), within(1e-4));
      }
    }
    assertThat(periodic).isGreaterThan(100);
  }

  @Test
  void labelsAreMeansOverTheFramesOfABlock() {
    Batch batch = Batch.of(SPEC, SOURCE, 5, 1);
    SyntheticWindow window = SOURCE.at(5);
    for (int block = 0; block < SPEC.blocks(); block++) {
      int count = 0;
      for (int t = 4 * block; t < 4 * block + 4; t++) {
        count += window.periodicAt(t) ? 1 : 0;
      }
      assertThat(batch.periodicity()[block]).isEqualTo(count / 4f);
    }
    assertThat(batch.distances()).isEqualTo(window.distances());
  }

  @Test
  void shuffledWindowsBearTheLabelsOfOthers() {
    Batch own = Batch.of(SPEC, SOURCE, 0, WINDOWS);
    Batch shuffled = Batch.shuffled(SPEC, SOURCE, 0, WINDOWS);
    int each = SPEC.blocks();

    assertThat(shuffled.distances()).isEqualTo(own.distances());
    for (int block = 0; block < own.blocks(); block++) {
      assertThat(shuffled.period((block + each) % own.blocks())).isEqualTo(own.period(block));
    }
  }
}
