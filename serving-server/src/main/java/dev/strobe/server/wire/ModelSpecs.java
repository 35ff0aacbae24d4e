package dev.strobe.server.wire;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;

/** Model specifications, to and from the server's own types. */
public final class ModelSpecs {

  private ModelSpecs() {}

  /** The model a request asks for. */
  public static ModelRef toRef(ModelSpec spec) {
    return switch (spec.getVersionChoiceCase()) {
      case VERSION -> ModelRef.version(spec.getName(), spec.getVersion().getValue());
      case VERSION_LABEL -> ModelRef.label(spec.getName(), spec.getVersionLabel());
      case VERSIONCHOICE_NOT_SET -> ModelRef.latest(spec.getName());
    };
  }

  /** The signature a request asks for, that of {@link Signature#DEFAULT_NAME} if it names none. */
  public static String signatureName(ModelSpec spec) {
    return spec.getSignatureName().isEmpty() ? Signature.DEFAULT_NAME : spec.getSignatureName();
  }

  /** The version that answered, without a signature. */
  public static ModelSpec of(ServableId id) {
    return ModelSpec.newBuilder()
        .setName(id.name())
        .setVersion(Int64Value.of(id.version()))
        .build();
  }

  /** A request for this model. */
  public static ModelSpec of(ModelRef model) {
    var spec = ModelSpec.newBuilder().setName(model.name());
    model.version().ifPresent(version -> spec.setVersion(Int64Value.of(version)));
    model.label().ifPresent(spec::setVersionLabel);
    return spec.build();
  }

  /** The failure of a request that has no model specification at all. */
  public static ServingException missing() {
    return new ServingException(Code.INVALID_ARGUMENT, "Missing ModelSpec");
  }
}
