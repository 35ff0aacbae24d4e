package dev.strobe.server.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;

/** Makes metrics in one registry. */
record Instruments(PrometheusRegistry registry) {

  Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  CounterWithCallback counter(
      String name, String help, Consumer<CounterWithCallback.Callback> values, String... labels) {
    return CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(values)
        .register(registry);
  }

  Histogram histogram(String name, String help, Bounds bounds, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(bounds.upper())
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  GaugeWithCallback gauge(
      String name, String help, Consumer<GaugeWithCallback.Callback> values, String... labels) {
    return GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(values)
        .register(registry);
  }
}
