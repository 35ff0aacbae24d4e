package dev.strobe.server.rest;

import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds signatures of the version that a request asks for, which is leased when the first is looked
 * for, so that a request is read and run by the same version. Closing gives the lease back, unless
 * it was taken.
 */
final class LeasedSignatures implements Function<String, Signature>, AutoCloseable {
  private final Prediction prediction;
  private final ModelRef model;
  private @Nullable ServableLease lease;

  LeasedSignatures(Prediction prediction, ModelRef model) {
    this.prediction = prediction;
    this.model = model;
  }

  /**
   * The signature of this name.
   *
   * @throws ServingException as {@link Prediction#lease}, or INVALID_ARGUMENT for an unknown name
   */
  @Override
  public Signature apply(String name) {
    if (lease == null) {
      lease = prediction.lease(model);
    }
    Signature signature = lease.servable().signatures().get(name);
    if (signature == null) {
      boolean withoutTensors = lease.servable().definitions().containsKey(name);
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          withoutTensors
              ? "Failed to get input map for signature: " + name
              : "Serving signature name: \"" + name + "\" not found in signature def");
    }
    return signature;
  }

  /** The lease, for the caller to close, after a signature was found. */
  ServableLease take() {
    ServableLease taken = lease;
    if (taken == null) {
      throw new IllegalStateException("no signature was looked for");
    }
    lease = null;
    return taken;
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
