package dev.strobe.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.grpc.Deadline;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
  private static final Duration BACKOFF = ofMillis(100);

  private final FakeTimer timer = new FakeTimer();
  private final List<FakeAttempt> attempts = new ArrayList<>();
  private int reconnections;
  private RetryPolicy policy =
      RetryPolicy.defaults().withMaxAttempts(3).withBackoff(BACKOFF, ofSeconds(10));
  private Attempts.Shared shared = shared(new InFlight(1, 1));

  @Test
  void firstSuccessIsTheAnswer() {
    CompletableFuture<String> call = call(ofSeconds(1));
    attempts.get(0).succeed("yes");
    assertThat(call).isCompletedWithValue("yes");
    assertThat(attempts).hasSize(1);
    assertThat(attempts.get(0).isCancelled()).isFalse();
  }

  @Test
  void retryComesAfterTheBackoffAndNotANanosecondEarlier() {
    CompletableFuture<String> call = call(ofSeconds(1));
    attempts.get(0).fail(Status.UNAVAILABLE);
    timer.advanceNanos(BACKOFF.toNanos() / 2 - 1);
    assertThat(attempts).hasSize(1);
    timer.advanceNanos(1);
    assertThat(attempts).hasSize(2);
    attempts.get(1).succeed("yes");
    assertThat(call).isCompletedWithValue("yes");
  }

  @Test
  void lastOfThreeAttemptsIsFinal() {
    CompletableFuture<String> call = call(ofSeconds(60));
    for (int i = 0; i < 3; i++) {
      attempts.get(i).fail(Status.UNAVAILABLE.withDescription("down"));
      timer.advance(ofSeconds(5));
    }
    assertThat(attempts).hasSize(3);
    assertFailure(call)
        .returns(Status.Code.UNAVAILABLE, ServingException::code)
        .returns(3, ServingException::attempts)
        .returns("m", ServingException::model)
        .returns("replica:1", ServingException::endpoint)
        .returns(
            "Predict on model 'm' at dns:///h:1 (replica:1) failed: UNAVAILABLE after 3 attempts:"
                + " down; no more than 3 attempts are made",
            ServingException::getMessage);
  }

  @Test
  void codesThatAreNotRetryableEndTheCall() {
    for (Status.Code code :
        List.of(
            Status.Code.NOT_FOUND,
            Status.Code.INVALID_ARGUMENT,
            Status.Code.INTERNAL,
            Status.Code.DEADLINE_EXCEEDED)) {
      attempts.clear();
      CompletableFuture<String> call = call(ofSeconds(60));
      attempts.get(0).fail(Status.fromCode(code));
      timer.advance(ofSeconds(30));
      assertThat(attempts).hasSize(1);
      assertFailure(call).returns(code, ServingException::code);
    }
  }

  @Test
  void retryThatWouldComeAtTheDeadlineIsNotMade() {
    CompletableFuture<String> call = call(BACKOFF.dividedBy(2));
    attempts.get(0).fail(Status.UNAVAILABLE);
    assertFailure(call)
        .returns(Status.Code.UNAVAILABLE, ServingException::code)
        .extracting(ServingException::getMessage)
        .asString()
        .endsWith("; the deadline leaves no time for another attempt");
    assertThat(timer.pending()).isZero();
  }

  @Test
  void retryOneNanosecondBeforeTheDeadlineIsMade() {
    call(BACKOFF.dividedBy(2).plusNanos(1));
    attempts.get(0).fail(Status.UNAVAILABLE);
    timer.advance(BACKOFF);
    assertThat(attempts).hasSize(2);
  }

  @Test
  void deadlineIsTakenOnceForAllAttempts() {
    CompletableFuture<String> call = call(ofMillis(240));
    attempts.get(0).fail(Status.UNAVAILABLE);
    timer.advance(ofMillis(50)); // second attempt, 190 ms left
    timer.advance(ofMillis(100));
    attempts.get(1).fail(Status.UNAVAILABLE); // would wait 100 ms, 90 ms left
    assertFailure(call).returns(2, ServingException::attempts);
  }

  @Test
  void passedDeadlineMeansNoAttempt() {
    Deadline deadline = timer.deadlineAfter(ofMillis(1));
    timer.advance(ofMillis(1));
    assertFailure(call(deadline))
        .returns(Status.Code.DEADLINE_EXCEEDED, ServingException::code)
        .returns(0, ServingException::attempts);
    assertThat(attempts).isEmpty();
  }

  @Test
  void emptyBudgetMeansNoRetry() {
    policy = policy.withBudget(new RetryPolicy.Budget(1, 0, 0));
    shared = shared(new InFlight(2, 0));
    call(ofSeconds(9));
    CompletableFuture<String> second = call(ofSeconds(9));
    attempts.get(0).fail(Status.UNAVAILABLE);
    attempts.get(1).fail(Status.UNAVAILABLE);
    assertFailure(second)
        .extracting(ServingException::getMessage)
        .asString()
        .endsWith("; the retry budget is used up");
    timer.advance(BACKOFF);
    assertThat(attempts).hasSize(3);
  }

  @Test
  void attemptsThatFindNoServerAreOnlyBoundByTheDeadline() {
    policy =
        policy.withBackoff(ofSeconds(1), ofSeconds(1)).withBudget(new RetryPolicy.Budget(0, 0, 0));
    shared = shared(new InFlight(1, 0));
    CompletableFuture<String> call = call(ofMillis(10_001));
    for (int i = 0; i < 20; i++) {
      attempts.get(i).fail(FakeAttempt.notReached(Status.UNAVAILABLE));
      timer.advance(ofMillis(500));
    }
    assertThat(reconnections).isEqualTo(20);
    attempts.get(20).fail(FakeAttempt.notReached(Status.UNAVAILABLE));
    assertFailure(call)
        .returns(21, ServingException::attempts)
        .returns("dns:///h:1", ServingException::endpoint);
  }

  @Test
  void deadlineThatPassesWithoutAConnectionDoesNotHideWhatWentWrong() {
    CompletableFuture<String> call = call(ofSeconds(9));
    attempts.get(0).fail(FakeAttempt.notReached(Status.UNAVAILABLE.withDescription("refused")));
    timer.advance(BACKOFF);
    attempts.get(1).fail(FakeAttempt.notReached(Status.DEADLINE_EXCEEDED));
    assertFailure(call)
        .returns(Status.Code.UNAVAILABLE, ServingException::code)
        .returns(2, ServingException::attempts)
        .returns(
            "Predict on model 'm' at dns:///h:1 failed: UNAVAILABLE after 2 attempts: refused;"
                + " the deadline passed before another attempt reached a server",
            ServingException::getMessage);
  }

  @Test
  void timerThatFiresTooLateDoesNotHideWhatWentWrong() {
    CompletableFuture<String> call = call(ofSeconds(9));
    attempts.get(0).fail(Status.UNAVAILABLE);
    timer.standStillFor(ofSeconds(9));
    timer.advance(Duration.ZERO);
    assertFailure(call)
        .returns(Status.Code.UNAVAILABLE, ServingException::code)
        .returns(1, ServingException::attempts);
    assertThat(attempts).hasSize(1);
  }

  @Test
  void deadlineThatPassesOnTheFirstAttemptIsWhatWentWrong() {
    CompletableFuture<String> call = call(ofSeconds(9));
    attempts.get(0).fail(FakeAttempt.notReached(Status.DEADLINE_EXCEEDED));
    assertFailure(call)
        .returns(Status.Code.DEADLINE_EXCEEDED, ServingException::code)
        .returns(1, ServingException::attempts);
  }

  @Test
  void serverThatAnsweredIsNotConnectedToAgain() {
    call(ofSeconds(9));
    attempts.get(0).fail(Status.UNAVAILABLE);
    timer.advance(ofSeconds(1));
    assertThat(reconnections).isZero();
  }

  @Test
  void serverSetsThePause() {
    call(ofSeconds(9));
    attempts.get(0).fail(FakeAttempt.pushedBack("2000"));
    timer.advance(ofMillis(1999));
    assertThat(attempts).hasSize(1);
    timer.advance(ofMillis(1));
    assertThat(attempts).hasSize(2);
  }

  @Test
  void cancellingStopsTheAttempt() {
    CompletableFuture<String> call = call(ofSeconds(9));
    assertThat(call.cancel(true)).isTrue();
    assertThat(attempts.get(0).isCancelled()).isTrue();
    attempts.get(0).fail(Status.CANCELLED);
    assertThat(timer.pending()).isZero();
  }

  @Test
  void cancellingBetweenAttemptsStopsTheTimer() {
    CompletableFuture<String> call = call(ofSeconds(9));
    attempts.get(0).fail(Status.UNAVAILABLE);
    assertThat(call.cancel(false)).isTrue();
    assertThat(timer.pending()).isZero();
    timer.advance(ofSeconds(5));
    assertThat(attempts).hasSize(1);
  }

  @Test
  void cancellingWhileWaitingGivesUpThePlaceInLine() {
    call(ofSeconds(9));
    CompletableFuture<String> second = call(ofSeconds(9));
    assertThat(second.cancel(false)).isTrue();
    assertThat(timer.pending()).isZero();
    CompletableFuture<String> third = call(ofSeconds(9));
    attempts.get(0).succeed("first");
    attempts.get(1).succeed("third");
    assertThat(third).isCompletedWithValue("third");
  }

  @Test
  void callBeyondTheQueueFailsAtOnce() {
    call(ofSeconds(9));
    call(ofSeconds(9));
    assertFailure(call(ofSeconds(9)))
        .returns(Status.Code.RESOURCE_EXHAUSTED, ServingException::code)
        .returns(0, ServingException::attempts);
    assertThat(attempts).hasSize(1);
  }

  @Test
  void placeIsKeptBetweenAttempts() {
    call(ofSeconds(9));
    call(ofSeconds(9));
    attempts.get(0).fail(Status.UNAVAILABLE);
    timer.advance(BACKOFF);
    assertThat(attempts).hasSize(2);
    attempts.get(1).succeed("first");
    assertThat(attempts).hasSize(3);
    assertThat(attempts.get(2).isStarted()).isTrue();
  }

  @Test
  void waitingEndsWithTheDeadline() {
    call(ofSeconds(9));
    CompletableFuture<String> second = call(ofSeconds(1));
    timer.advance(ofSeconds(1).minusNanos(1));
    assertThat(second).isNotDone();
    timer.advanceNanos(1);
    assertFailure(second)
        .returns(Status.Code.DEADLINE_EXCEEDED, ServingException::code)
        .returns(0, ServingException::attempts);
    attempts.get(0).succeed("first");
    assertThat(attempts).hasSize(1);
  }

  @Test
  void admittedCallIsNoLongerBoundByTheWait() {
    call(ofSeconds(9));
    call(ofSeconds(1));
    attempts.get(0).succeed("first");
    assertThat(timer.pending()).isZero();
  }

  @Test
  void callerMayCallAgainFromTheCallback() {
    policy = RetryPolicy.none();
    shared = shared(new InFlight(1, 0));
    CompletableFuture<String> chain = call(ofSeconds(9)).thenCompose(first -> call(ofSeconds(9)));
    attempts.get(0).succeed("first");
    attempts.get(1).succeed("second");
    assertThat(chain).isCompletedWithValue("second");
  }

  @Test
  void attemptThatThrowsEndsTheCallAndFreesItsPlace() {
    IllegalStateException broken = new IllegalStateException("broken");
    Attempt<String> attempt =
        new Attempt<>() {
          @Override
          public void start(Listener<String> listener) {
            throw broken;
          }

          @Override
          public void cancel() {}
        };
    var first = new Attempts<>(TARGET, () -> attempt, timer.deadlineAfter(ofSeconds(9)), shared);
    assertThat(first.start()).isCompletedExceptionally();
    call(ofSeconds(9));
    assertThat(attempts).hasSize(1);
  }

  @Test
  void closingFailsThoseThatWaitAndThoseThatTakeTooLong() {
    CompletableFuture<String> first = call(ofSeconds(9));
    CompletableFuture<String> second = call(ofSeconds(9));
    shared.inFlight().close(Duration.ZERO);
    assertFailure(first).returns(Status.Code.CANCELLED, ServingException::code);
    assertFailure(second).returns(Status.Code.CANCELLED, ServingException::code);
    assertThat(attempts).hasSize(1);
    assertThat(attempts.get(0).isCancelled()).isTrue();
    assertFailure(call(ofSeconds(9))).returns(Status.Code.CANCELLED, ServingException::code);
  }

  private static final CallTarget TARGET = new CallTarget("Predict", "m", "dns:///h:1");

  @CanIgnoreReturnValue
  private CompletableFuture<String> call(Duration timeout) {
    return call(timer.deadlineAfter(timeout));
  }

  private CompletableFuture<String> call(Deadline deadline) {
    return new Attempts<>(TARGET, this::newAttempt, deadline, shared).start();
  }

  private FakeAttempt newAttempt() {
    FakeAttempt attempt = new FakeAttempt();
    attempts.add(attempt);
    return attempt;
  }

  private Attempts.Shared shared(InFlight inFlight) {
    RetryBudget budget = new RetryBudget(policy.budget(), timer::nanoTime);
    return new Attempts.Shared(
        inFlight,
        new RetryRules(policy, budget, () -> 0),
        new Reconnection(() -> reconnections++, timer::nanoTime),
        timer);
  }

  private static AbstractObjectAssert<?, ServingException> assertFailure(
      CompletableFuture<?> call) {
    assertThat(call).isCompletedExceptionally();
    return assertThat(call.handle((response, failure) -> failure).join())
        .asInstanceOf(type(ServingException.class));
  }
}
