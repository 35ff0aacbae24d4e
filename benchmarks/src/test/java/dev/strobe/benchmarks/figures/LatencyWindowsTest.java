package dev.strobe.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatencyWindowsTest {
  private final LatencyWindows windows = new LatencyWindows();

  @Test
  void windowsOfAKindCountTogether() {
    windows.add("quiet", LongStream.rangeClosed(51, 100).map(i -> 1000 * i).toArray());
    windows.add("quiet", LongStream.rangeClosed(1, 50).map(i -> 1000 * i).toArray());
    assertThat(windows.p99Micros("quiet")).isEqualTo(100);
  }

  @Test
  void ratioIsThatOfAllCallsOfTwoKinds() {
    windows.add("quiet", new long[] {1000, 2000});
    windows.add("loading", new long[] {4000, 6000});
    assertThat(windows.p99Ratio("loading", "quiet")).isEqualTo(new Spread(3, 3, 3));
  }

  @Test
  void ratioThatRestsOnOneWindowIsUncertain() {
    for (int i = 0; i < 20; i++) {
      windows.add("quiet", new long[] {1000});
      windows.add("loading", new long[] {i == 0 ? 50_000 : 1000});
    }
    assertThat(windows.p99Ratio("loading", "quiet")).isEqualTo(new Spread(50, 1, 50));
  }

  @Test
  void kindWithoutCallsHasNoPercentile() {
    windows.add("quiet", new long[0]);
    assertThatIllegalStateException()
        .isThrownBy(() -> windows.p99Micros("quiet"))
        .withMessage("no call was answered: quiet");
  }
}
