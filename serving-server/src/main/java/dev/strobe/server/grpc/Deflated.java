package dev.strobe.server.grpc;

import io.grpc.Decompressor;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/** Messages that clients compress as {@code deflate}, which gRPC knows everywhere but in Java. */
final class Deflated implements Decompressor {

  @Override
  public String getMessageEncoding() {
    return "deflate";
  }

  @Override
  public InputStream decompress(InputStream message) {
    return new InflaterInputStream(message);
  }
}
