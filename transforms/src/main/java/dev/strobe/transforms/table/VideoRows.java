package dev.strobe.transforms.table;

import dev.strobe.transforms.count.RepetitionCount;
import java.io.IOException;
import java.time.Clock;

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
}
