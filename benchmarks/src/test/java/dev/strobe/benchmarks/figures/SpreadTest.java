package dev.strobe.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void medianIsTheMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0), x -> x)).isEqualTo(new Spread(2, 1, 9));
  }

  @Test
  void medianOfAnEvenNumberIsHalfway() {
    assertThat(Spread.of(List.of(4.0, 9.0, 1.0, 2.0), x -> x)).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void ratiosAreThoseOfNeighbours() {
    Spread ratio = Spread.ofPairs(List.of(2.0, 30.0), List.of(1.0, 10.0), (a, b) -> a / b);
    assertThat(ratio).isEqualTo(new Spread(2.5, 2, 3));
  }

  @Test
  void printsTheMedianAndTheEnds() {
    assertThat(new Spread(1234.56, 1, 2e6).toString(1)).isEqualTo("1,234.6 [1.0-2,000,000.0]");
  }
}
