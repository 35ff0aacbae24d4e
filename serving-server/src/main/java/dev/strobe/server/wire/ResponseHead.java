package dev.strobe.server.wire;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.server.servable.ServableId;
import org.jspecify.annotations.Nullable;

/** What all Predict responses of one signature begin with: the model specification. */
final class ResponseHead {
  private static final ThreadLocal<@Nullable ResponseHead> LAST = new ThreadLocal<>();

  private final ServableId id;
  private final String signatureName;
  private final byte[] bytes;

  private ResponseHead(ServableId id, String signatureName, byte[] bytes) {
    this.id = id;
    this.signatureName = signatureName;
    this.bytes = bytes;
  }

  /**
   * The specification as a field of the response, not to be changed. A thread keeps what it was
   * asked for last, since it will mostly be asked for the same again.
   */
  static byte[] of(ServableId id, String signatureName) {
    ResponseHead last = LAST.get();
    if (last == null || !last.id.equals(id) || !last.signatureName.equals(signatureName)) {
      ModelSpec spec = ModelSpecs.of(id).toBuilder().setSignatureName(signatureName).build();
      byte[] bytes = PredictResponse.newBuilder().setModelSpec(spec).build().toByteArray();
      last = new ResponseHead(id, signatureName, bytes);
      LAST.set(last);
    }
    return last.bytes;
  }
}
