package dev.strobe.client;

import io.grpc.Metadata;
import io.grpc.Status;

/** An attempt whose outcome the test decides. */
final class FakeAttempt implements Attempt<String> {
  private Listener<String> listener;
  private boolean cancelled;

  @Override
  public void start(Listener<String> listener) {
    this.listener = listener;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  boolean isStarted() {
    return listener != null;
  }

  boolean isCancelled() {
    return cancelled;
  }

  void succeed(String response) {
    listener.succeeded(response);
  }

  void fail(Status status) {
    listener.failed(failure(status));
  }

  void fail(AttemptFailure failure) {
    listener.failed(failure);
  }

  static AttemptFailure failure(Status status) {
    return new AttemptFailure(status, new Metadata(), "replica:1");
  }

  static AttemptFailure notReached(Status status) {
    return new AttemptFailure(status, new Metadata(), null);
  }

  static AttemptFailure pushedBack(String millis) {
    Metadata trailers = new Metadata();
    trailers.put(AttemptFailure.PUSHBACK, millis);
    return new AttemptFailure(Status.UNAVAILABLE, trailers, "replica:1");
  }
}
