package dev.strobe.server.rest;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.concurrent.CancellationException;

/** Why a run gave no answer. */
final class RunFailures {

  private RunFailures() {}

  /** What a future of a use case failed with, a cancellation meaning that the client is gone. */
  static ServingException of(Throwable failure) {
    return failure instanceof CancellationException
        ? new ServingException(Code.CANCELLED, "The client is gone.", failure)
        : ServingException.of(failure);
  }
}
