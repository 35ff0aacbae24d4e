package dev.strobe.server.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much batches were padded, by the size they were padded to. Without allowed sizes any number
 * of rows is one, so that only the first hundred sizes seen are shown by themselves.
 */
final class PaddingCells {
  private static final int MAX_SIZES = 100;

  private final Histogram histogram;
  private final Map<Integer, DistributionDataPoint> bySize = new ConcurrentHashMap<>();

  PaddingCells(Histogram histogram) {
    this.histogram = histogram;
  }

  void observe(int rows, int paddedRows) {
    DistributionDataPoint cell = bySize.get(paddedRows);
    if (cell == null) {
      cell = newCell(paddedRows);
    }
    cell.observe(paddedRows - rows);
  }

  private DistributionDataPoint newCell(int paddedRows) {
    return bySize.size() < MAX_SIZES
        ? bySize.computeIfAbsent(paddedRows, size -> histogram.labelValues(Integer.toString(size)))
        : histogram.labelValues("other");
  }
}
