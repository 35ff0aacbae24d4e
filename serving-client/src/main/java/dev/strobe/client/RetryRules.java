package dev.strobe.client;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Decides what follows a failed attempt. Shared by all calls of a client. */
final class RetryRules {

  /** What follows a failed attempt. */
  sealed interface Verdict {
    /** Another attempt, so much later. */
    record Retry(long delayNanos) implements Verdict {}

    /**
     * No further attempt.
     *
     * @param why what else ended the call; empty if the failure itself did
     */
    record GiveUp(String why) implements Verdict {}
  }

  private static final Verdict FINAL = new Verdict.GiveUp("");

  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final DoubleSupplier random;
  private final Backoff backoff;

  /**
   * @param random uniform in [0, 1)
   */
  RetryRules(RetryPolicy policy, RetryBudget budget, DoubleSupplier random) {
    this.policy = policy;
    this.budget = budget;
    this.random = random;
    this.backoff = Backoff.of(policy.initialBackoff(), policy.maxBackoff());
  }

  /**
   * Judges a failure; takes a token from the budget if the verdict is to retry.
   *
   * @param failures how often the call has failed by now
   * @param reached how many of its attempts have reached a server
   * @param remainingNanos until the call's deadline
   */
  Verdict judge(AttemptFailure failure, int failures, int reached, long remainingNanos) {
    if (policy.maxAttempts() == 1
        || !policy.codes().contains(failure.status().getCode())
        || failure.isOversize()) {
      return FINAL;
    }
    if (failure.reachedServer() && reached >= policy.maxAttempts()) {
      return new Verdict.GiveUp("no more than " + policy.maxAttempts() + " attempts are made");
    }
    long delayNanos = backoff.delayNanos(failures, random.getAsDouble());
    String pushback = failure.pushback();
    if (pushback != null) {
      delayNanos = pushbackNanos(pushback);
      if (delayNanos < 0) {
        return new Verdict.GiveUp("the server asked not to be tried again");
      }
    }
    if (delayNanos >= remainingNanos) {
      return new Verdict.GiveUp("the deadline leaves no time for another attempt");
    }
    if (failure.reachedServer() && !budget.tryTake()) {
      return new Verdict.GiveUp("the retry budget is used up");
    }
    return new Verdict.Retry(delayNanos);
  }

  void onSuccess() {
    budget.onSuccess();
  }

  private static long pushbackNanos(String millis) {
    try {
      return TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(millis));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
