package dev.strobe.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class GrpcErrorsTest {

  @Test
  void codeAndTextAreKept() {
    Status status = GrpcErrors.of(new ServingException(Code.NOT_FOUND, "gone")).getStatus();
    assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(status.getDescription()).isEqualTo("gone");
  }

  @Test
  void onlyLongTextIsCut() {
    assertThat(GrpcErrors.cut("a".repeat(1024))).isEqualTo("a".repeat(1024));
    assertThat(GrpcErrors.cut("a".repeat(1025))).isEqualTo("a".repeat(1024) + "...TRUNCATED");
  }

  @Test
  void characterIsNeverCutInTwo() {
    String cut = GrpcErrors.cut("a" + "\u20ac".repeat(400));
    assertThat(cut).isEqualTo("a" + "\u20ac".repeat(341) + "...TRUNCATED");
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSize(1024 + "...TRUNCATED".length());
  }
}
