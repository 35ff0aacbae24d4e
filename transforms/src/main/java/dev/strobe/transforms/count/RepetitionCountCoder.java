package dev.strobe.transforms.count;

import dev.strobe.transforms.count.RepetitionCount.FrameCounts;
import dev.strobe.transforms.infer.FrameSeriesCoder;
import dev.strobe.transforms.infer.ModelVersion;
import dev.strobe.transforms.infer.VideoFactsCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.OptionalCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Carries {@link RepetitionCount}s between workers, 32 bytes a frame. */
public final class RepetitionCountCoder extends AtomicCoder<RepetitionCount> {
  private static final DoubleCoder DOUBLE = DoubleCoder.of();
  private static final FrameSeriesCoder SERIES = FrameSeriesCoder.of();
  private static final OptionalCoder<CountEvidence> EVIDENCE =
      OptionalCoder.of(CountEvidenceCoder.of());

  private RepetitionCountCoder() {}

  public static RepetitionCountCoder of() {
    return new RepetitionCountCoder();
  }

  @Override
  public void encode(RepetitionCount count, OutputStream out) throws IOException {
    VideoFactsCoder.of().encode(count.video(), out);
    StringUtf8Coder.of().encode(count.model().name(), out);
    VarLongCoder.of().encode(count.model().version(), out);
    VarIntCoder.of().encode(count.stride(), out);
    DOUBLE.encode(count.periodFrames(), out);
    DOUBLE.encode(count.score(), out);
    EVIDENCE.encode(count.evidence(), out);
    SERIES.encode(count.frames().periods(), out);
    SERIES.encode(count.frames().withinPeriod(), out);
    SERIES.encode(count.frames().counts(), out);
  }

  @Override
  public RepetitionCount decode(InputStream in) throws IOException {
    return new RepetitionCount(
        VideoFactsCoder.of().decode(in),
        new ModelVersion(StringUtf8Coder.of().decode(in), VarLongCoder.of().decode(in)),
        VarIntCoder.of().decode(in),
        DOUBLE.decode(in),
        DOUBLE.decode(in),
        EVIDENCE.decode(in),
        new FrameCounts(SERIES.decode(in), SERIES.decode(in), SERIES.decode(in)));
  }
}
