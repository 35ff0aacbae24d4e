package dev.strobe.server.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.StatusProto;
import dev.strobe.server.servable.VersionState;
import dev.strobe.server.servable.VersionStatus;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelStatusTest {
  private static final List<VersionStatus> TWO =
      List.of(
          new VersionStatus(124, VersionState.END, Code.DATA_LOSS, "torn"),
          VersionStatus.ok(123, VersionState.AVAILABLE));

  private final ModelStatus status = new ModelStatus(name -> name.equals("two") ? TWO : List.of());

  @Test
  void allVersionsNewestFirst() {
    var answer = status.answer(request(ModelSpec.newBuilder().setName("two")));
    assertThat(answer.getModelVersionStatusList())
        .containsExactly(
            ModelVersionStatus.newBuilder()
                .setVersion(124)
                .setState(ModelVersionStatus.State.END)
                .setStatus(StatusProto.newBuilder().setErrorCodeValue(15).setErrorMessage("torn"))
                .build(),
            ModelVersionStatus.newBuilder()
                .setVersion(123)
                .setState(ModelVersionStatus.State.AVAILABLE)
                .setStatus(StatusProto.getDefaultInstance())
                .build());
  }

  @Test
  void oneVersionOnRequest() {
    var answer =
        status.answer(
            request(ModelSpec.newBuilder().setName("two").setVersion(Int64Value.of(123))));
    assertThat(answer.getModelVersionStatusList())
        .extracting(ModelVersionStatus::getVersion)
        .containsExactly(123L);
  }

  @Test
  void labelIsIgnored() {
    var answer =
        status.answer(request(ModelSpec.newBuilder().setName("two").setVersionLabel("any")));
    assertThat(answer.getModelVersionStatusCount()).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertFails(GetModelStatusRequest.getDefaultInstance(), "Missing ModelSpec");
    assertFails(
        request(ModelSpec.newBuilder().setName("foo")), "Could not find any versions of model foo");
    assertFails(
        request(ModelSpec.newBuilder().setName("two").setVersion(Int64Value.of(9))),
        "Could not find version 9 of model two");
  }

  private void assertFails(GetModelStatusRequest request, String message) {
    assertThatThrownBy(() -> status.answer(request))
        .isInstanceOf(ServingException.class)
        .hasMessage(message);
  }

  private static GetModelStatusRequest request(ModelSpec.Builder spec) {
    return GetModelStatusRequest.newBuilder().setModelSpec(spec).build();
  }
}
