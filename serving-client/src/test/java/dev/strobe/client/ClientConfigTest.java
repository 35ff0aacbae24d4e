package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grpc.Status;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ClientConfigTest {
  private final ClientConfig defaults = ClientConfig.defaults();
  private final RetryPolicy retry = RetryPolicy.defaults();

  @Test
  void defaultsAreAsDocumented() {
    assertThat(defaults)
        .isEqualTo(new ClientConfig(32, 1024, 1 << 30, Duration.ofSeconds(5), retry));
    assertThat(retry)
        .isEqualTo(
            new RetryPolicy(
                5,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Set.of(
                    Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED, Status.Code.ABORTED),
                new RetryPolicy.Budget(100, 0.2, 1)));
  }

  @Test
  void everythingCanBeChanged() {
    RetryPolicy none = RetryPolicy.none();
    assertThat(
            defaults
                .withMaxInFlight(1)
                .withMaxWaiting(2)
                .withMaxInboundBytes(3)
                .withDrainTimeout(Duration.ZERO)
                .withRetry(none))
        .isEqualTo(new ClientConfig(1, 2, 3, Duration.ZERO, none));
    RetryPolicy.Budget budget = new RetryPolicy.Budget(0, 0, 0);
    assertThat(
            retry
                .withMaxAttempts(2)
                .withBackoff(Duration.ofNanos(1), Duration.ofNanos(1))
                .withCodes(Set.of())
                .withBudget(budget))
        .isEqualTo(new RetryPolicy(2, Duration.ofNanos(1), Duration.ofNanos(1), Set.of(), budget));
  }

  @Test
  void nonsenseIsRefusedByName() {
    refuses(() -> defaults.withMaxInFlight(0), "maxInFlight must be at least 1 but was 0");
    refuses(() -> defaults.withMaxWaiting(-1), "maxWaiting must be at least 0 but was -1");
    refuses(() -> defaults.withMaxInboundBytes(0), "maxInboundBytes must be at least 1 but was 0");
    refuses(
        () -> defaults.withDrainTimeout(Duration.ofNanos(-1)),
        "drainTimeout must be >= 0 but was PT-0.000000001S");
    refuses(() -> retry.withMaxAttempts(0), "maxAttempts must be at least 1 but was 0");
    refuses(
        () -> retry.withBackoff(Duration.ZERO, Duration.ZERO),
        "initialBackoff must be > 0 but was PT0S");
    refuses(
        () -> retry.withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)),
        "maxBackoff must be at least initialBackoff (PT2S) but was PT1S");
    refuses(() -> retry.withCodes(Set.of(Status.Code.OK)), "codes must be failures but contain OK");
    refuses(() -> new RetryPolicy.Budget(-1, 0, 0), "capacity must be at least 0 but was -1");
    refuses(
        () -> new RetryPolicy.Budget(1, Double.NaN, 0),
        "perSuccess must be at least 0 and finite but was NaN");
    refuses(
        () -> new RetryPolicy.Budget(1, 0, -1),
        "perSecond must be at least 0 and finite but was -1.0");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
