package dev.strobe.transforms.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Carries {@link MediaRef}s between workers; deterministic, so they may be keys. */
public final class MediaRefCoder extends AtomicCoder<MediaRef> {
  private MediaRefCoder() {}

  public static MediaRefCoder of() {
    return new MediaRefCoder();
  }

  @Override
  public void encode(MediaRef ref, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(ref.uri(), out);
    VarLongCoder.of().encode(ref.sizeBytes(), out);
  }

  @Override
  public MediaRef decode(InputStream in) throws IOException {
    return new MediaRef(StringUtf8Coder.of().decode(in), VarLongCoder.of().decode(in));
  }
}
