package dev.strobe.client;

import io.grpc.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a call that failed is tried again, and after how long. A retry never outlives the call's
 * deadline, whatever stands here.
 *
 * @param maxAttempts how many attempts of one call may reach a server; 1: nothing is ever tried
 *     again. Attempts that find no connection are not counted: they cost no server anything.
 * @param initialBackoff the longest wait before the first retry; it doubles with each further one
 * @param maxBackoff where the doubling ends
 * @param codes the failures worth another attempt
 * @param budget what all calls of a client together may spend on retries
 */
public record RetryPolicy(
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    Set<Status.Code> codes,
    Budget budget) {

  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1 but was " + maxAttempts);
    }
    if (initialBackoff.isNegative() || initialBackoff.isZero()) {
      throw new IllegalArgumentException("initialBackoff must be > 0 but was " + initialBackoff);
    }
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new IllegalArgumentException(
          "maxBackoff must be at least initialBackoff (%s) but was %s"
              .formatted(initialBackoff, maxBackoff));
    }
    if (codes.contains(Status.Code.OK)) {
      throw new IllegalArgumentException("codes must be failures but contain OK");
    }
    codes = codes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(codes));
  }

  /**
   * Five attempts, 0.1 s to 2 s apart, on UNAVAILABLE, RESOURCE_EXHAUSTED and ABORTED. NOT_FOUND is
   * not among them: a server gives it for a model it does not have.
   */
  public static RetryPolicy defaults() {
    return new RetryPolicy(
        5,
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED, Status.Code.ABORTED),
        Budget.defaults());
  }

  /** One attempt and no more. */
  public static RetryPolicy none() {
    return defaults().withMaxAttempts(1);
  }

  public RetryPolicy withMaxAttempts(int maxAttempts) {
    return new RetryPolicy(maxAttempts, initialBackoff, maxBackoff, codes, budget);
  }

  public RetryPolicy withBackoff(Duration initialBackoff, Duration maxBackoff) {
    return new RetryPolicy(maxAttempts, initialBackoff, maxBackoff, codes, budget);
  }

  public RetryPolicy withCodes(Set<Status.Code> codes) {
    return new RetryPolicy(maxAttempts, initialBackoff, maxBackoff, codes, budget);
  }

  public RetryPolicy withBudget(Budget budget) {
    return new RetryPolicy(maxAttempts, initialBackoff, maxBackoff, codes, budget);
  }

  /**
   * A bucket of tokens. Each retry takes one, and without one there is no retry, so that a server
   * in trouble is not buried under the calls it failed.
   *
   * @param capacity tokens at the start, and at most
   * @param perSuccess tokens a successful call puts back
   * @param perSecond tokens that come back by themselves
   */
  public record Budget(int capacity, double perSuccess, double perSecond) {

    public Budget {
      if (capacity < 0) {
        throw new IllegalArgumentException("capacity must be at least 0 but was " + capacity);
      }
      checkRate("perSuccess", perSuccess);
      checkRate("perSecond", perSecond);
    }

    /** A hundred retries at once, then one for every five successes and one a second. */
    public static Budget defaults() {
      return new Budget(100, 0.2, 1);
    }

    private static void checkRate(String name, double value) {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            name + " must be at least 0 and finite but was " + value);
      }
    }
  }
}
