package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.media.MediaRef;
import dev.strobe.transforms.media.MediaRefCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class InferTest {
  private static final InferConfig CONFIG = InferConfig.defaults().withStrides(List.of(1, 2));

  @Test
  void oneVideosFailureLeavesTheOthersAlone(TestPipeline pipeline) {
    List<String> names =
        List.of("100-frames-1", "1-frames-2", "missing", "70-frames-3-broken-off", "1000-frames-4");
    Infer.Result result = pipeline.apply(videos(names)).apply(infer());
    PAssert.that(result.scores())
        .containsInAnyOrder(
            expected("100-frames-1"),
            expected("1-frames-2"),
            expected("70-frames-3-broken-off"),
            expected("1000-frames-4"));
    PAssert.that(
            result
                .failures()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(f -> f.uri() + " " + f.stage().label() + " " + f.error())))
        .containsInAnyOrder("missing read IOException", "70-frames-3-broken-off decode BROKEN_OFF");
    PipelineResult run = pipeline.run();
    run.waitUntilFinish();
    assertMetrics(run);
  }

  private static void assertMetrics(PipelineResult run) {
    MetricQueryResults metrics =
        run.metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(InferMetrics.NAMESPACE))
                    .build());
    List<String> counters = new ArrayList<>();
    metrics
        .getCounters()
        .forEach(
            counter -> counters.add(counter.getName().getName() + "=" + counter.getAttempted()));
    assertThat(counters)
        .containsExactlyInAnyOrder(
            "videos_in=5", "videos_scored=4", "videos_failed=1", "frames=1171");
    assertThat(metrics.getDistributions())
        .singleElement()
        .satisfies(calls -> assertThat(calls.getAttempted().getCount()).isEqualTo(4));
  }

  @Test
  void scoresKeepTheTimestampAndWindowOfTheirVideo(TestPipeline pipeline) {
    PCollection<String> seen =
        pipeline
            .apply(
                Create.timestamped(
                        TimestampedValue.of(
                            FakeVideos.ref("65-frames-1"), Instant.ofEpochMilli(19)),
                        TimestampedValue.of(FakeVideos.ref("66-frames-1"), Instant.ofEpochMilli(3)),
                        TimestampedValue.of(FakeVideos.ref("missing"), Instant.ofEpochMilli(12)))
                    .withCoder(MediaRefCoder.of()))
            .apply(Window.into(FixedWindows.of(Duration.millis(10))))
            .apply(infer())
            .scores()
            .apply(ParDo.of(new NameAndTimeFn()));
    PAssert.that(seen).inWindow(window(0)).containsInAnyOrder("66-frames-1 at 3");
    PAssert.that(seen).inWindow(window(10)).containsInAnyOrder("65-frames-1 at 19");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void failuresKeepTheWindowOfTheirVideo(TestPipeline pipeline) {
    PCollection<Failure> failures =
        pipeline
            .apply(
                Create.timestamped(
                        TimestampedValue.of(FakeVideos.ref("missing"), Instant.ofEpochMilli(12)))
                    .withCoder(MediaRefCoder.of()))
            .apply(Window.into(FixedWindows.of(Duration.millis(10))))
            .apply(infer())
            .failures();
    PAssert.that(failures.apply(MapElements.into(TypeDescriptors.strings()).via(Failure::uri)))
        .inWindow(window(10))
        .containsInAnyOrder("missing");
    pipeline.run().waitUntilFinish();
  }

  private static Infer infer() {
    return Infer.with(() -> new FakePeriodPredictor("clip"), CONFIG).withOpener(FakeVideos::open);
  }

  private static IntervalWindow window(long start) {
    return new IntervalWindow(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + 10));
  }

  private static Create.Values<MediaRef> videos(List<String> names) {
    return Create.of(names.stream().map(FakeVideos::ref).toList()).withCoder(MediaRefCoder.of());
  }

  private static VideoScores expected(String name) {
    byte[] pixels = FakeVideos.pixels(name);
    double[] times = new double[pixels.length / FakeVideos.SHAPE.bytes()];
    for (int i = 0; i < times.length; i++) {
      times[i] = i / FakeVideos.RATE;
    }
    return new VideoScores(
        new VideoFacts(name, FakeVideos.RATE, 640, 480, FrameSeries.of(times)),
        KeptFrames.all(times.length),
        new ModelVersion("fake", 7),
        64,
        FakePeriodPredictor.scoresOf(pixels, CONFIG.strides()),
        ScoreRows.none(FakePeriodPredictor.CLASSES));
  }

  private static final class NameAndTimeFn extends DoFn<VideoScores, String> {
    @ProcessElement
    public void name(
        @Element VideoScores scores, @Timestamp Instant time, OutputReceiver<String> names) {
      names.output(scores.video().uri() + " at " + time.getMillis());
    }
  }
}
