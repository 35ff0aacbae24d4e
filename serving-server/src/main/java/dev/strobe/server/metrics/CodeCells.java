package dev.strobe.server.metrics;

import dev.strobe.server.status.Code;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** A counter for each way to end, which appears when first needed and is then kept at hand. */
final class CodeCells {
  private final Function<Code, CounterDataPoint> counters;
  private final AtomicReferenceArray<CounterDataPoint> cells =
      new AtomicReferenceArray<>(Code.values().length);

  CodeCells(Function<Code, CounterDataPoint> counters) {
    this.counters = counters;
  }

  void count(Code code) {
    CounterDataPoint known = cells.get(code.number());
    if (known == null) {
      known = counters.apply(code);
      cells.set(code.number(), known);
    }
    known.inc();
  }
}
