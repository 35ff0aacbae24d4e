package dev.strobe.models.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.models.synthetic.Draws;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharesTest {

  @Test
  void kindsAreDrawnAsOftenAsTheirWeightsSay() {
    var shares = new Shares<>(Map.of(Layout.WHOLE, 3.0, Layout.JOINED, 1.0, Layout.SPLICED, 0.0));
    Map<Layout, Integer> drawn = new EnumMap<>(Layout.class);
    Draws draws = Draws.of(1, 1);
    for (int i = 0; i < 4000; i++) {
      drawn.merge(shares.draw(draws), 1, Integer::sum);
    }

    assertThat(drawn).containsOnlyKeys(Layout.WHOLE, Layout.JOINED);
    assertThat(drawn.get(Layout.WHOLE) / 4000.0).isCloseTo(0.75, within(0.03));
    assertThat(shares.of(Layout.WHOLE)).isEqualTo(0.75);
    assertThat(shares.of(Layout.NEGATIVE)).isZero();
  }

  @Test
  void orderOfTheMapDoesNotMatter() {
    Map<Layout, Double> one = new LinkedHashMap<>();
    one.put(Layout.NEGATIVE, 0.5);
    one.put(Layout.WHOLE, 0.5);
    Map<Layout, Double> other = new LinkedHashMap<>();
    other.put(Layout.WHOLE, 0.5);
    other.put(Layout.NEGATIVE, 0.5);
    for (int i = 0; i < 20; i++) {
      assertThat(new Shares<>(one).draw(Draws.of(i, 0)))
          .isEqualTo(new Shares<>(other).draw(Draws.of(i, 0)));
    }
  }

  @Test
  void weightsBelowZeroOrOfNoSumAreRefused() {
    assertThatThrownBy(() -> new Shares<>(Map.of(Layout.WHOLE, -0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WHOLE")
        .hasMessageContaining("-0.1");
    assertThatThrownBy(() -> new Shares<>(Map.of(Layout.WHOLE, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Shares<>(Map.of(Layout.WHOLE, 0.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
