package dev.strobe.transforms.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Carries {@link Failure}s between workers. */
public final class FailureCoder extends AtomicCoder<Failure> {
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<Integer> INT = VarIntCoder.of();
  private static final Coder<Long> LONG = VarLongCoder.of();

  private FailureCoder() {}

  public static FailureCoder of() {
    return new FailureCoder();
  }

  @Override
  public void encode(Failure failure, OutputStream out) throws IOException {
    TEXT.encode(failure.uri(), out);
    TEXT.encode(failure.stage().name(), out);
    TEXT.encode(failure.error(), out);
    TEXT.encode(failure.message(), out);
    INT.encode(failure.attempts(), out);
    Instant occurredAt = failure.occurredAt();
    LONG.encode(occurredAt.getEpochSecond(), out);
    INT.encode(occurredAt.getNano(), out);
  }

  @Override
  public Failure decode(InputStream in) throws IOException {
    return new Failure(
        TEXT.decode(in),
        Stage.valueOf(TEXT.decode(in)),
        TEXT.decode(in),
        TEXT.decode(in),
        INT.decode(in),
        Instant.ofEpochSecond(LONG.decode(in), INT.decode(in)));
  }
}
