package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.client.RetryRules.Verdict;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryRulesTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED"})
  void passingTroubleIsTriedAgain(Status.Code code) {
    assertThat(judge(RetryPolicy.defaults(), FakeAttempt.failure(Status.fromCode(code))))
        .isInstanceOf(Verdict.Retry.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OK", "UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED"})
  void otherFailuresAreFinal(Status.Code code) {
    assertThat(judge(RetryPolicy.defaults(), FakeAttempt.failure(Status.fromCode(code))))
        .isEqualTo(new Verdict.GiveUp(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gRPC message exceeds maximum size 4194304: 9633792",
        "Received message larger than max (9633792 vs. 4194304)"
      })
  void messageThatIsTooLargeIsNotSentAgain(String description) {
    Status tooLarge = Status.RESOURCE_EXHAUSTED.withDescription(description);
    assertThat(judge(RetryPolicy.defaults(), FakeAttempt.failure(tooLarge)))
        .isEqualTo(new Verdict.GiveUp(""));
  }

  @Test
  void oneAttemptMeansOneEvenWithoutAConnection() {
    assertThat(judge(RetryPolicy.none(), FakeAttempt.notReached(Status.UNAVAILABLE)))
        .isEqualTo(new Verdict.GiveUp(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", "", "99999999999"})
  void pushbackThatIsNoTimeMeansNever(String pushback) {
    assertThat(judge(RetryPolicy.defaults(), FakeAttempt.pushedBack(pushback)))
        .isEqualTo(new Verdict.GiveUp("the server asked not to be tried again"));
  }

  @Test
  void pushbackReplacesTheBackoff() {
    assertThat(judge(RetryPolicy.defaults(), FakeAttempt.pushedBack("0")))
        .isEqualTo(new Verdict.Retry(0));
  }

  @Test
  void onlyRetriesThatReachAServerCostATokenAndOnlyIfMade() {
    RetryBudget budget = new RetryBudget(new RetryPolicy.Budget(1, 0, 0), () -> 0);
    RetryRules rules = new RetryRules(RetryPolicy.defaults(), budget, () -> 0);
    AttemptFailure reached = FakeAttempt.failure(Status.UNAVAILABLE);
    assertThat(rules.judge(reached, 1, 1, 0)).isInstanceOf(Verdict.GiveUp.class);
    assertThat(rules.judge(reached, 9, 9, HOUR)).isInstanceOf(Verdict.GiveUp.class);
    assertThat(rules.judge(FakeAttempt.notReached(Status.UNAVAILABLE), 1, 0, HOUR))
        .isInstanceOf(Verdict.Retry.class);
    assertThat(budget.tryTake()).isTrue();
  }

  @Test
  void backoffGrowsWithTheFailures() {
    RetryPolicy policy =
        RetryPolicy.defaults().withBackoff(Duration.ofNanos(100), Duration.ofNanos(1000));
    RetryRules rules = rules(policy);
    assertThat(rules.judge(FakeAttempt.failure(Status.ABORTED), 3, 3, HOUR))
        .isEqualTo(new Verdict.Retry(200));
  }

  private static Verdict judge(RetryPolicy policy, AttemptFailure failure) {
    return rules(policy).judge(failure, 1, failure.reachedServer() ? 1 : 0, HOUR);
  }

  private static RetryRules rules(RetryPolicy policy) {
    return new RetryRules(policy, new RetryBudget(policy.budget(), () -> 0), () -> 0);
  }
}
