package dev.strobe.pipeline;

import dev.strobe.transforms.infer.InferMetrics;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for a run, keeping one line on a terminal up to date meanwhile. */
final class Progress {
  private static final Duration INTERVAL = Duration.standardSeconds(1);

  private final PrintStream terminal;

  Progress(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Blocks until the run has ended, and tells how. */
  PipelineResult.State await(PipelineResult run) {
    long start = System.nanoTime();
    PipelineResult.@Nullable State state = run.waitUntilFinish(INTERVAL);
    while (state == null || !state.isTerminal()) {
      terminal.print("\r" + line(run, System.nanoTime() - start));
      terminal.flush();
      state = run.waitUntilFinish(INTERVAL);
    }
    terminal.print("\r\033[K");
    terminal.flush();
    return state;
  }

  /** Runners report counters as bundles end, so the clock shows life while a long video lasts. */
  private static String line(PipelineResult run, long nanos) {
    return String.format(
        Locale.ROOT,
        "%,d s: %,d videos begun, %,d done, %,d frames ",
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        total(run, InferMetrics.VIDEOS_IN),
        total(run, InferMetrics.VIDEOS_SCORED) + total(run, InferMetrics.VIDEOS_FAILED),
        total(run, InferMetrics.FRAMES));
  }

  private static long total(PipelineResult run, String counter) {
    MetricNameFilter name = MetricNameFilter.named(InferMetrics.NAMESPACE, counter);
    MetricsFilter filter = MetricsFilter.builder().addNameFilter(name).build();
    long total = 0;
    for (MetricResult<Long> result : run.metrics().queryMetrics(filter).getCounters()) {
      total += result.getAttempted();
    }
    return total;
  }
}
