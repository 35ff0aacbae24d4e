package dev.strobe.transforms.table;

import dev.strobe.transforms.count.CountEvidence;
import dev.strobe.transforms.count.RepetitionCount;
import java.io.IOException;
import java.time.Clock;
import java.util.function.ToDoubleFunction;

/** A count as a row of {@link Table#VIDEOS}. */
record VideoRows(RunId run, Clock clock) implements RowMaker<RepetitionCount> {

  @Override
  public void writeRows(RepetitionCount count, RowWriter rows) throws IOException {
    double repetitions = count.repetitions();
    double fps = count.video().framesPerSecond();
    rows.write(
        Row.of(Table.VIDEOS, run.value())
            .with("video_uri", count.video().uri())
            .with("repetitions", repetitions)
            .with("completed", count.completed())
            .withNumber("period_frames", repetitions > 0 ? count.periodFrames() : Double.NaN)
            .withNumber("period_seconds", repetitions > 0 ? count.periodSeconds() : Double.NaN)
            .withNumber("score", count.score())
            .withNumber("confidence", count.confidence())
            .withNumber("period_margin", number(count, CountEvidence::margin))
            .withNumber("stride_agreement", number(count, CountEvidence::agreement))
            .withNumber("repeating_share", number(count, CountEvidence::repeating))
            .withNumber("period_entropy", number(count, CountEvidence::entropy))
            .withNumber("candidate_repetitions", number(count, CountEvidence::cycles))
            .with("stride", count.stride())
            .with("frame_count", (long) count.video().frameCount())
            .withNumber("fps", fps > 0 ? fps : Double.NaN)
            .with("width", count.video().width())
            .with("height", count.video().height())
            .with("model_name", count.model().name())
            .with("model_version", count.model().version())
            .withTime("processed_at", clock.instant())
            .toRecord());
  }

  private static double number(RepetitionCount count, ToDoubleFunction<CountEvidence> part) {
    return count.evidence().map(part::applyAsDouble).orElse(Double.NaN);
  }
}
