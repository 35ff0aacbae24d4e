package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PeriodPathTest {
  private static final double MOVE = 20.0 / 24;

  @Test
  void shortLapseDoesNotMoveThePath() {
    double[][] logs = new double[20][10];
    for (int step = 0; step < logs.length; step++) {
      logs[step][step == 7 ? 9 : 2] = 3;
    }
    assertThat(PeriodPath.changing(logs)).containsOnly(2);
  }

  @Test
  void lastingChangeMovesThePathWhereItHappens() {
    double[][] logs = new double[40][10];
    for (int step = 0; step < logs.length; step++) {
      logs[step][step < 25 ? 2 : 5] = 3;
    }
    int[] path = PeriodPath.changing(logs);
    for (int step = 0; step < path.length; step++) {
      assertThat(path[step]).as("step %d", step).isEqualTo(step < 25 ? 2 : 5);
    }
  }

  @Test
  void noOtherPathIsWorthMore() {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      double[][] logs = new double[5][6];
      for (double[] row : logs) {
        for (int bin = 0; bin < row.length; bin++) {
          row[bin] = 4 * random.nextDouble();
        }
      }
      double best = Double.NEGATIVE_INFINITY;
      for (int code = 0; code < 6 * 6 * 6 * 6 * 6; code++) {
        best = Math.max(best, worth(logs, digits(code)));
      }
      assertThat(worth(logs, PeriodPath.changing(logs))).isCloseTo(best, within(1e-9));
    }
  }

  @Test
  void constantPathHasThePeriodOfTheGreatestSum() {
    assertThat(PeriodPath.constant(new double[][] {{0, 5, 0}, {3, 0, 0}, {3, 0, 0}}))
        .containsExactly(0, 0, 0);
  }

  private static int[] digits(int code) {
    int[] digits = new int[5];
    for (int i = 0, rest = code; i < digits.length; i++, rest /= 6) {
      digits[i] = rest % 6;
    }
    return digits;
  }

  private static double worth(double[][] logs, int[] path) {
    double worth = 0;
    for (int step = 0; step < path.length; step++) {
      worth += logs[step][path[step]];
      worth -= step == 0 ? 0 : MOVE * Math.abs(path[step] - path[step - 1]);
    }
    return worth;
  }
}
