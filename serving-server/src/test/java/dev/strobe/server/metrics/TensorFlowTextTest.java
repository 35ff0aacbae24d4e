package dev.strobe.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TensorFlowTextTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Instruments instruments = new Instruments(registry);

  @Test
  void countersKeepTheirNames() {
    instruments.counter(":a:b", "", "one", "two").labelValues("x", "y").inc(3);
    assertThat(TensorFlowText.of(registry.scrape()))
        .isEqualTo("# TYPE :a:b counter\n:a:b{one=\"x\",two=\"y\"} 3\n");
  }

  @Test
  void modelIsTheFirstLabel() {
    instruments.counter(":a", "", "model_name", "API", "runtime").labelValues("m", "P", "T").inc();
    assertThat(TensorFlowText.of(registry.scrape()))
        .contains(":a{model_name=\"m\",API=\"P\",runtime=\"T\"} 1\n");
  }

  @Test
  void labelsAreEscaped() {
    instruments.counter(":a", "", "l").labelValues("a\"b\\c\nd").inc();
    assertThat(TensorFlowText.of(registry.scrape())).contains(":a{l=\"a\\\"b\\\\c\\nd\"} 1\n");
  }

  @Test
  void bucketsCountWhatIsBelow() {
    var histogram = instruments.histogram(":h", "", new Bounds(1, 2, 3));
    histogram.observe(2);
    histogram.observe(3.5);
    histogram.observe(100);
    assertThat(TensorFlowText.of(registry.scrape()))
        .isEqualTo(
            """
            # TYPE :h histogram
            :h_bucket{le="1"} 0
            :h_bucket{le="2"} 1
            :h_bucket{le="4"} 2
            :h_bucket{le="+Inf"} 3
            :h_sum{} 105.5
            :h_count{} 3
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10",
    "18, 18",
    "104.976, 104.976",
    "188.9568, 188.957",
    "1310659.0,1.31066e+06",
    "1000000, 1e+06",
    "999999.7, 1e+06",
    "524288000, 5.24288e+08"
  })
  void boundsHaveSixDigits(double bound, String text) {
    assertThat(TensorFlowText.bound(bound)).isEqualTo(text);
  }
}
