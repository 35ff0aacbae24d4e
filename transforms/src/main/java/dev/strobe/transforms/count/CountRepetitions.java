package dev.strobe.transforms.count;

import dev.strobe.transforms.infer.VideoScores;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;

/**
 * Counts the repetitions of every video from its scores. One element gives one element, in its own
 * window and at its own time; bounded or not as the input is. Cannot fail for one video alone.
 */
public final class CountRepetitions
    extends PTransform<PCollection<VideoScores>, PCollection<RepetitionCount>> {
  private final CountingOptions options;

  private CountRepetitions(CountingOptions options) {
    this.options = options;
  }

  public static CountRepetitions with(CountingOptions options) {
    return new CountRepetitions(options);
  }

  @Override
  public PCollection<RepetitionCount> expand(PCollection<VideoScores> scores) {
    return scores
        .apply("Count", ParDo.of(new CountFn(options)))
        .setCoder(RepetitionCountCoder.of());
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("scoring", options.scoring().name()))
        .add(DisplayData.item("threshold", options.threshold()))
        .add(DisplayData.item("withinPeriodThreshold", options.withinPeriodThreshold()))
        .add(DisplayData.item("constantSpeed", options.constantSpeed()))
        .add(DisplayData.item("medianFilter", options.medianFilter()))
        .add(DisplayData.item("fullyPeriodic", options.fullyPeriodic()));
  }

  private static final class CountFn extends DoFn<VideoScores, RepetitionCount> {
    private final Counter videos = Metrics.counter(CountRepetitions.class, "videos");
    private final CountingOptions options;

    CountFn(CountingOptions options) {
      this.options = options;
    }

    @ProcessElement
    public void count(@Element VideoScores scores, OutputReceiver<RepetitionCount> counts) {
      counts.output(new RepetitionCounter(options).count(scores));
      videos.inc();
    }
  }
}
