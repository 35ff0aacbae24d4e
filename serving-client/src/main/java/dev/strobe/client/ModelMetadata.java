package dev.strobe.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.SignatureDefMap;
import dev.strobe.protos.tensorflow.SignatureDef;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/**
 * What a server says a model is.
 *
 * @param name the model's name
 * @param version the version that answered
 * @param signatures by key, such as {@code serving_default}, in no order
 */
public record ModelMetadata(String name, long version, Map<String, SignatureDef> signatures) {
  /** The field of the request and the key of the response. */
  static final String SIGNATURES = "signature_def";

  public ModelMetadata {
    signatures = Map.copyOf(signatures);
  }

  /** Throws {@link StatusRuntimeException} if the response is not what was asked for. */
  static ModelMetadata parse(GetModelMetadataResponse response) {
    Any packed = response.getMetadataMap().get(SIGNATURES);
    if (packed == null) {
      throw Status.INTERNAL
          .withDescription("the response has no " + SIGNATURES)
          .asRuntimeException();
    }
    try {
      return new ModelMetadata(
          response.getModelSpec().getName(),
          response.getModelSpec().getVersion().getValue(),
          packed.unpack(SignatureDefMap.class).getSignatureDefMap());
    } catch (InvalidProtocolBufferException e) {
      throw Status.INTERNAL
          .withDescription(SIGNATURES + " is no SignatureDefMap but " + packed.getTypeUrl())
          .withCause(e)
          .asRuntimeException();
    }
  }
}
