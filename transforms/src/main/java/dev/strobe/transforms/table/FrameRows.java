package dev.strobe.transforms.table;

import dev.strobe.transforms.count.RepetitionCount;
import dev.strobe.transforms.count.RepetitionCount.FrameCounts;
import java.io.IOException;

/** A count as rows of {@link Table#FRAMES}, one a frame. */
record FrameRows(RunId run) implements RowMaker<RepetitionCount> {

  @Override
  public void writeRows(RepetitionCount count, RowWriter rows) throws IOException {
    FrameCounts frames = count.frames();
    double cumulative = 0;
    for (int frame = 0; frame < frames.size(); frame++) {
      cumulative += frames.counts().get(frame);
      rows.write(
          Row.of(Table.FRAMES, run.value())
              .with("video_uri", count.video().uri())
              .with("frame", (long) frame)
              .with("time_seconds", count.video().timesSeconds().get(frame))
              .withNumber("period_frames", frames.periods().get(frame))
              .with("within_period", frames.withinPeriod().get(frame))
              .with("frame_count", frames.counts().get(frame))
              .with("cumulative_count", cumulative)
              .toRecord());
    }
  }
}
