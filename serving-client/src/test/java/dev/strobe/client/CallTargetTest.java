package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

final class CallTargetTest {
  private final CallTarget target = new CallTarget("Predict", "half", "dns:///h:8500");

  @Test
  void failureIsToldInOneLine() {
    Status status =
        Status.FAILED_PRECONDITION.withDescription("uninitialized value b\n\t [[{{node b/read}}]]");
    assertThat(target.failure(new AttemptFailure(status, new Metadata(), "/1.2.3.4:8500"), 1, ""))
        .hasMessage(
            "Predict on model 'half' at dns:///h:8500 (/1.2.3.4:8500) failed:"
                + " FAILED_PRECONDITION: uninitialized value b [[{{node b/read}}]]")
        .returns("/1.2.3.4:8500", ServingException::endpoint);
  }

  @Test
  void causeBelowTheCallIsNamed() {
    Status status =
        Status.UNAVAILABLE
            .withDescription("io exception")
            .withCause(new IllegalStateException("Connection refused"));
    assertThat(target.failure(new AttemptFailure(status, new Metadata(), null), 7, "no time"))
        .hasMessage(
            "Predict on model 'half' at dns:///h:8500 failed: UNAVAILABLE after 7 attempts:"
                + " io exception (Connection refused); no time")
        .hasRootCauseMessage("Connection refused")
        .returns("dns:///h:8500", ServingException::endpoint);
  }
}
