package dev.strobe.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

final class CodeTest {

  @Test
  void numbersAreThoseOfGrpc() {
    for (Code code : Code.values()) {
      assertThat(Status.fromCodeValue(code.number()).getCode().name()).isEqualTo(code.name());
      assertThat(Code.ofNumber(code.number())).isEqualTo(code);
    }
    assertThat(Code.values()).hasSameSizeAs(Status.Code.values());
  }

  @Test
  void numbersWithoutACodeAreUnknown() {
    assertThat(Code.ofNumber(17)).isEqualTo(Code.UNKNOWN);
    assertThat(Code.ofNumber(-1)).isEqualTo(Code.UNKNOWN);
  }
}
