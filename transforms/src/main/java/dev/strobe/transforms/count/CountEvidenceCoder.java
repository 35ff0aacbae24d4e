package dev.strobe.transforms.count;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.DoubleCoder;

/** Carries {@link CountEvidence}, eight bytes a number. */
final class CountEvidenceCoder extends AtomicCoder<CountEvidence> {
  private static final DoubleCoder DOUBLE = DoubleCoder.of();

  private CountEvidenceCoder() {}

  static CountEvidenceCoder of() {
    return new CountEvidenceCoder();
  }

  @Override
  public void encode(CountEvidence evidence, OutputStream out) throws IOException {
    DOUBLE.encode(evidence.score(), out);
    DOUBLE.encode(evidence.margin(), out);
    DOUBLE.encode(evidence.agreement(), out);
    DOUBLE.encode(evidence.repeating(), out);
    DOUBLE.encode(evidence.entropy(), out);
    DOUBLE.encode(evidence.cycles(), out);
  }

  @Override
  public CountEvidence decode(InputStream in) throws IOException {
    return new CountEvidence(
        DOUBLE.decode(in),
        DOUBLE.decode(in),
        DOUBLE.decode(in),
        DOUBLE.decode(in),
        DOUBLE.decode(in),
        DOUBLE.decode(in));
  }
}
