package dev.strobe.transforms.infer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Carries {@link VideoScores} between workers, four bytes a number. */
public final class VideoScoresCoder extends AtomicCoder<VideoScores> {
  private static final VarIntCoder INT = VarIntCoder.of();
  private static final ListCoder<Integer> STARTS = ListCoder.of(INT);

  private VideoScoresCoder() {}

  public static VideoScoresCoder of() {
    return new VideoScoresCoder();
  }

  @Override
  public void encode(VideoScores scores, OutputStream out) throws IOException {
    VideoFactsCoder.of().encode(scores.video(), out);
    ByteArrayCoder.of().encode(scores.kept().toBits().toByteArray(), out);
    StringUtf8Coder.of().encode(scores.model().name(), out);
    VarLongCoder.of().encode(scores.model().version(), out);
    INT.encode(scores.windowRows(), out);
    INT.encode(scores.strides().size(), out);
    for (StrideScores stride : scores.strides()) {
      INT.encode(stride.stride(), out);
      STARTS.encode(stride.starts(), out);
      encodeRows(stride.rows(), out);
    }
    encodeRows(scores.padding(), out);
  }

  @Override
  public VideoScores decode(InputStream in) throws IOException {
    VideoFacts video = VideoFactsCoder.of().decode(in);
    KeptFrames kept =
        KeptFrames.ofBits(video.frameCount(), BitSet.valueOf(ByteArrayCoder.of().decode(in)));
    ModelVersion model =
        new ModelVersion(StringUtf8Coder.of().decode(in), VarLongCoder.of().decode(in));
    int windowRows = INT.decode(in);
    int count = INT.decode(in);
    List<StrideScores> strides = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strides.add(new StrideScores(INT.decode(in), STARTS.decode(in), decodeRows(in)));
    }
    return new VideoScores(video, kept, model, windowRows, strides, decodeRows(in));
  }

  private static void encodeRows(ScoreRows rows, OutputStream out) throws IOException {
    INT.encode(rows.classes(), out);
    encodeFloats(rows.periods(), out);
    encodeFloats(rows.periodicities(), out);
  }

  private static ScoreRows decodeRows(InputStream in) throws IOException {
    return ScoreRows.of(INT.decode(in), decodeFloats(in), decodeFloats(in));
  }

  private static void encodeFloats(FloatBuffer floats, OutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(floats.remaining() * Float.BYTES);
    bytes.asFloatBuffer().put(floats);
    ByteArrayCoder.of().encode(bytes.array(), out);
  }

  private static float[] decodeFloats(InputStream in) throws IOException {
    byte[] bytes = ByteArrayCoder.of().decode(in);
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
    return floats;
  }
}
