package dev.strobe.server.description;

import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.GetModelStatusResponse;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.StatusProto;
import dev.strobe.server.servable.ModelStatuses;
import dev.strobe.server.servable.VersionStatus;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import java.util.List;

/**
 * Tells the states of a model's versions: of one, if the request names it, else of all that were
 * ever wanted, newest first. A label in the request is ignored, as TensorFlow Serving does.
 */
public final class ModelStatus {
  private final ModelStatuses models;

  /** Tells what {@code models} knows. */
  public ModelStatus(ModelStatuses models) {
    this.models = requireNonNull(models, "models");
  }

  /**
   * Answers a request.
   *
   * @throws ServingException INVALID_ARGUMENT without a model specification, NOT_FOUND for a model
   *     or version that was never wanted
   */
  public GetModelStatusResponse answer(GetModelStatusRequest request) {
    if (!request.hasModelSpec()) {
      throw ModelSpecs.missing();
    }
    ModelSpec spec = request.getModelSpec();
    List<VersionStatus> wanted = models.statuses(spec.getName());
    String what = "any versions of model " + spec.getName();
    if (spec.hasVersion()) {
      long version = spec.getVersion().getValue();
      wanted = wanted.stream().filter(status -> status.version() == version).toList();
      what = "version " + version + " of model " + spec.getName();
    }
    if (wanted.isEmpty()) {
      throw new ServingException(Code.NOT_FOUND, "Could not find " + what);
    }
    return GetModelStatusResponse.newBuilder()
        .addAllModelVersionStatus(wanted.stream().map(ModelStatus::toProto).toList())
        .build();
  }

  private static ModelVersionStatus toProto(VersionStatus status) {
    var problem =
        StatusProto.newBuilder()
            .setErrorCodeValue(status.code().number())
            .setErrorMessage(status.message());
    return ModelVersionStatus.newBuilder()
        .setVersion(status.version())
        .setState(ModelVersionStatus.State.valueOf(status.state().name()))
        .setStatus(problem)
        .build();
  }
}
