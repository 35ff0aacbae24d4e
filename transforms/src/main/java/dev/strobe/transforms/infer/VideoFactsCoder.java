package dev.strobe.transforms.infer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** Carries {@link VideoFacts} between workers. */
public final class VideoFactsCoder extends AtomicCoder<VideoFacts> {
  private VideoFactsCoder() {}

  public static VideoFactsCoder of() {
    return new VideoFactsCoder();
  }

  @Override
  public void encode(VideoFacts facts, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(facts.uri(), out);
    DoubleCoder.of().encode(facts.framesPerSecond(), out);
    VarIntCoder.of().encode(facts.width(), out);
    VarIntCoder.of().encode(facts.height(), out);
    FrameSeriesCoder.of().encode(facts.timesSeconds(), out);
  }

  @Override
  public VideoFacts decode(InputStream in) throws IOException {
    return new VideoFacts(
        StringUtf8Coder.of().decode(in),
        DoubleCoder.of().decode(in),
        VarIntCoder.of().decode(in),
        VarIntCoder.of().decode(in),
        FrameSeriesCoder.of().decode(in));
  }
}
