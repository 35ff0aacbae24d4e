package dev.strobe.server.description;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Any;
import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.SignatureDefMap;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;

/** Tells the signatures of a version, all of them, as the model itself puts them. */
public final class ModelMetadata {
  /** The only field of metadata that can be asked for. */
  public static final String SIGNATURE_DEF = "signature_def";

  private final ServableCatalog catalog;

  /** Tells of the versions in {@code catalog}. */
  public ModelMetadata(ServableCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog");
  }

  /**
   * Answers a request. One that asks for no field is answered by an empty message without looking
   * the model up.
   *
   * @throws ServingException INVALID_ARGUMENT without a model specification or for another field,
   *     else as {@link ServableCatalog#lease}
   */
  public GetModelMetadataResponse answer(GetModelMetadataRequest request) {
    if (!request.hasModelSpec()) {
      throw ModelSpecs.missing();
    }
    for (String field : request.getMetadataFieldList()) {
      if (!field.equals(SIGNATURE_DEF)) {
        throw new ServingException(
            Code.INVALID_ARGUMENT, "Metadata field " + field + " is not supported");
      }
    }
    if (request.getMetadataFieldCount() == 0) {
      return GetModelMetadataResponse.getDefaultInstance();
    }
    try (ServableLease lease = catalog.lease(ModelSpecs.toRef(request.getModelSpec()))) {
      var signatures =
          SignatureDefMap.newBuilder().putAllSignatureDef(lease.servable().definitions()).build();
      return GetModelMetadataResponse.newBuilder()
          .setModelSpec(ModelSpecs.of(lease.id()))
          .putMetadata(SIGNATURE_DEF, Any.pack(signatures))
          .build();
    }
  }
}
