package dev.strobe.client;

/**
 * One try at a call. It is started at most once and then tells its listener the outcome exactly
 * once, on any thread, perhaps before {@link #start} returns.
 */
interface Attempt<R> {

  void start(Listener<R> listener);

  /** Gives up. May come before the start, during it, or after the outcome. */
  void cancel();

  interface Listener<R> {
    void succeeded(R response);

    void failed(AttemptFailure failure);
  }
}
