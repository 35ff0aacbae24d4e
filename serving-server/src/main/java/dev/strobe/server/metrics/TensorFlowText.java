package dev.strobe.server.metrics;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Prometheus' text format as TensorFlow Serving writes it: no help, braces where there are no
 * labels, and counters by their own names, to which the client library would add {@code _total}.
 */
final class TensorFlowText {
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final String MODEL = "model_";
  private static final double PLAIN_BELOW = 1e6;

  private final StringBuilder text = new StringBuilder();

  private TensorFlowText() {}

  /** The text of counters and histograms; what else there is is left out. */
  static String of(MetricSnapshots metrics) {
    var writer = new TensorFlowText();
    for (MetricSnapshot metric : metrics) {
      if (metric instanceof CounterSnapshot counter) {
        writer.counter(counter);
      } else if (metric instanceof HistogramSnapshot histogram) {
        writer.histogram(histogram);
      }
    }
    return writer.text.toString();
  }

  private void counter(CounterSnapshot counter) {
    String name = counter.getMetadata().getPrometheusName();
    type(name, "counter");
    for (CounterSnapshot.CounterDataPointSnapshot point : counter.getDataPoints()) {
      line(name, labels(point.getLabels()), number(point.getValue()));
    }
  }

  private void histogram(HistogramSnapshot histogram) {
    String name = histogram.getMetadata().getPrometheusName();
    type(name, "histogram");
    for (HistogramDataPointSnapshot point : histogram.getDataPoints()) {
      String labels = labels(point.getLabels());
      long count = buckets(name, labels, point.getClassicBuckets());
      line(name + "_sum", labels, number(point.getSum()));
      line(name + "_count", labels, Long.toString(count));
    }
  }

  private long buckets(String name, String labels, ClassicHistogramBuckets buckets) {
    String before = labels.isEmpty() ? "" : labels + ",";
    long count = 0;
    for (int i = 0; i < buckets.size(); i++) {
      count += buckets.getCount(i);
      String bound = bound(buckets.getUpperBound(i));
      line(name + "_bucket", before + "le=\"" + bound + "\"", Long.toString(count));
    }
    return count;
  }

  private void type(String name, String type) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String labels, String value) {
    text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }

  /** The library sorts labels by name; TensorFlow Serving has the one of the model first. */
  private static String labels(Labels labels) {
    return labels.stream()
        .sorted(comparing(label -> !label.getName().startsWith(MODEL)))
        .map(label -> label.getName() + "=\"" + escaped(label.getValue()) + "\"")
        .collect(joining(","));
  }

  private static String escaped(String value) {
    var all = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      switch (letter) {
        case '\\' -> all.append("\\\\");
        case '"' -> all.append("\\\"");
        case '\n' -> all.append("\\n");
        default -> all.append(letter);
      }
    }
    return all.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Six digits as of {@code %g}, so that the buckets have the names they have there. */
  static String bound(double value) {
    if (Double.isInfinite(value)) {
      return "+Inf";
    }
    BigDecimal rounded = new BigDecimal(value).round(SIX_DIGITS);
    if (rounded.abs().doubleValue() < PLAIN_BELOW) {
      return rounded.stripTrailingZeros().toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se+%02d".formatted(mantissa, exponent);
  }
}
