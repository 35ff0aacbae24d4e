package dev.strobe.server.grpc;

import dev.strobe.server.wire.IncomingPredict;
import dev.strobe.server.wire.OutgoingPredict;
import dev.strobe.server.wire.PredictRequestReader;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.InputStream;

/** How Predict messages get from and to the network without their tensors being copied. */
final class PredictMarshallers {

  private PredictMarshallers() {}

  /** Reads requests; a server never writes one. */
  record Requests(PredictRequestReader reader) implements Marshaller<IncomingPredict> {

    @Override
    public IncomingPredict parse(InputStream stream) {
      return reader.read(stream);
    }

    @Override
    public InputStream stream(IncomingPredict value) {
      throw new UnsupportedOperationException("a server writes no requests");
    }
  }

  /** Writes responses, which are streams already; a server never reads one. */
  record Responses() implements Marshaller<OutgoingPredict> {

    @Override
    public InputStream stream(OutgoingPredict value) {
      return value;
    }

    @Override
    public OutgoingPredict parse(InputStream stream) {
      throw new UnsupportedOperationException("a server reads no responses");
    }
  }
}
