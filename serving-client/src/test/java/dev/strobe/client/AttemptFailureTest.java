package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

final class AttemptFailureTest {

  @Test
  void connectionLostWhileSendingIsUnavailable() {
    Status lost = Status.UNKNOWN.withDescription("channel closed");
    assertThat(code(lost.withCause(new ClosedChannelException())))
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void unknownSaidByTheServerStaysThat() {
    assertThat(code(Status.UNKNOWN.withDescription("channel closed")))
        .isEqualTo(Status.Code.UNKNOWN);
  }

  private static Status.Code code(Status status) {
    return new AttemptFailure(status, new Metadata(), "replica:1").status().getCode();
  }
}
