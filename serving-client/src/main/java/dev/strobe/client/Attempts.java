package dev.strobe.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.Deadline;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One logical call: waits for a place in flight, then makes attempts until one succeeds or no
 * further one is worth it.
 *
 * <p>At any time one thing can move the call on: the queue, the attempt that runs, or the timer of
 * the next. {@code stop} undoes that thing. Besides, anybody may end the call from outside: a
 * caller who completes its result, or a client that closes. Whoever sets {@code over} first ends
 * the call; the others find it set and do nothing. The place in flight is kept between attempts, so
 * that calls that fail slow a client down instead of piling up in it.
 */
final class Attempts<R> implements InFlight.Entry, Attempt.Listener<R> {

  /** What the calls of a client share. */
  record Shared(
      InFlight inFlight,
      RetryRules rules,
      Reconnection reconnection,
      ScheduledExecutorService timer) {}

  private final CallTarget target;
  private final Supplier<? extends Attempt<R>> attempts;
  private final Deadline deadline;
  private final Shared shared;
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Runnable stop;

  @GuardedBy("lock")
  private boolean admitted;

  @GuardedBy("lock")
  private boolean over;

  @GuardedBy("lock")
  private int started;

  @GuardedBy("lock")
  private int reached;

  @GuardedBy("lock")
  private @Nullable AttemptFailure lastFailure;

  /**
   * @param attempts makes an attempt that ends, at the latest, at the deadline
   */
  Attempts(
      CallTarget target,
      Supplier<? extends Attempt<R>> attempts,
      Deadline deadline,
      Shared shared) {
    this.target = target;
    this.attempts = attempts;
    this.deadline = deadline;
    this.shared = shared;
  }

  /** Sets out, once. Completing the result stops the call. */
  CompletableFuture<R> start() {
    var unused = result.whenComplete((response, failure) -> end(itself -> {}));
    if (deadline.isExpired()) {
      fail(Status.Code.DEADLINE_EXCEEDED, "the deadline had passed before the call");
      return result;
    }
    synchronized (lock) {
      stop = () -> shared.inFlight().withdraw(this);
    }
    switch (shared.inFlight().enter(this)) {
      case ACCEPTED -> boundTheWait();
      case FULL ->
          fail(Status.Code.RESOURCE_EXHAUSTED, "too many calls wait for a place in flight");
      case CLOSED -> closed();
    }
    return result;
  }

  private void boundTheWait() {
    synchronized (lock) {
      if (admitted || over) {
        return;
      }
      Future<?> bound =
          shared
              .timer()
              .schedule(
                  this::waitedTooLong,
                  deadline.timeRemaining(TimeUnit.NANOSECONDS),
                  TimeUnit.NANOSECONDS);
      stop =
          () -> {
            bound.cancel(false);
            shared.inFlight().withdraw(this);
          };
    }
  }

  private void waitedTooLong() {
    synchronized (lock) {
      if (admitted) {
        return;
      }
    }
    fail(
        Status.Code.DEADLINE_EXCEEDED,
        "the deadline passed while the call waited for a place in flight");
  }

  @Override
  public void admitted() {
    Runnable stopWaiting;
    boolean tooLate;
    synchronized (lock) {
      stopWaiting = stop;
      stop = null;
      tooLate = over;
      admitted = !over;
    }
    undo(stopWaiting);
    if (tooLate) {
      shared.inFlight().leave(this);
    } else {
      startAttempt();
    }
  }

  private void startAttempt() {
    if (deadline.isExpired()) {
      endLate();
      return;
    }
    Attempt<R> attempt = attempts.get();
    synchronized (lock) {
      if (over) {
        return;
      }
      started++;
      stop = attempt::cancel;
    }
    try {
      attempt.start(this);
    } catch (RuntimeException | Error e) {
      end(itself -> itself.completeExceptionally(e));
    }
  }

  @Override
  public void succeeded(R response) {
    shared.rules().onSuccess();
    forgetAttempt();
    end(itself -> itself.complete(response));
  }

  @Override
  public void failed(AttemptFailure failure) {
    forgetAttempt();
    AttemptFailure before;
    int failures;
    int answered;
    synchronized (lock) {
      if (over) {
        return;
      }
      before = lastFailure;
      lastFailure = failure;
      reached += failure.reachedServer() ? 1 : 0;
      failures = started;
      answered = reached;
    }
    if (before != null && failure.isLateWithoutServer()) {
      failLate(before, failures);
      return;
    }
    long remainingNanos = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    RetryRules.Verdict verdict = shared.rules().judge(failure, failures, answered, remainingNanos);
    if (verdict instanceof RetryRules.Verdict.Retry retry) {
      schedule(failure.reachedServer() ? this::startAttempt : this::reconnect, retry.delayNanos());
    } else if (verdict instanceof RetryRules.Verdict.GiveUp giveUp) {
      ServingException exception = target.failure(failure, failures, giveUp.why());
      end(itself -> itself.completeExceptionally(exception));
    }
  }

  private void endLate() {
    AttemptFailure before;
    int attemptsMade;
    synchronized (lock) {
      before = lastFailure;
      attemptsMade = started;
    }
    if (before == null) {
      fail(Status.Code.DEADLINE_EXCEEDED, "the deadline passed before the first attempt");
    } else {
      failLate(before, attemptsMade);
    }
  }

  /** Tells what had gone wrong before time ran out, which says more than that it did. */
  private void failLate(AttemptFailure before, int attemptsMade) {
    String why = "the deadline passed before another attempt reached a server";
    ServingException exception = target.failure(before, attemptsMade, why);
    end(itself -> itself.completeExceptionally(exception));
  }

  private void forgetAttempt() {
    synchronized (lock) {
      stop = null;
    }
  }

  private void schedule(Runnable nextAttempt, long delayNanos) {
    // Under the lock, so that the attempt cannot start before stop is set.
    synchronized (lock) {
      if (over) {
        return;
      }
      Future<?> next = shared.timer().schedule(nextAttempt, delayNanos, TimeUnit.NANOSECONDS);
      stop = () -> next.cancel(false);
    }
  }

  private void reconnect() {
    shared.reconnection().hasten();
    startAttempt();
  }

  @Override
  public void closed() {
    fail(Status.Code.CANCELLED, "the client was closed");
  }

  private void fail(Status.Code code, String why) {
    int attemptsMade;
    synchronized (lock) {
      attemptsMade = started;
    }
    end(itself -> itself.completeExceptionally(target.failure(code, attemptsMade, why)));
  }

  private void end(Consumer<CompletableFuture<R>> completion) {
    Runnable toStop;
    boolean holdsPlace;
    synchronized (lock) {
      if (over) {
        return;
      }
      over = true;
      toStop = stop;
      stop = null;
      holdsPlace = admitted;
    }
    undo(toStop);
    if (holdsPlace) {
      shared.inFlight().leave(this);
    }
    completion.accept(result);
    shared.inFlight().admit();
  }

  private static void undo(@Nullable Runnable stop) {
    if (stop != null) {
      stop.run();
    }
  }
}
