package dev.strobe.server.prediction;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;

/**
 * The use case behind every front end: resolve the model, check the call against its signature, run
 * it. Safe for use by many threads; never blocks on a queue, but a run of a model known to be fast
 * happens on the caller's thread.
 *
 * <p>A front end that needs the signature to read its request takes two steps, {@link #lease} and
 * {@link #run}; one that does not, {@link #predict}. Who closes what:
 *
 * <ul>
 *   <li>{@code run} and {@code predict} own the inputs of the call and the lease from the moment
 *       they are called, whatever comes of it. Before, the front end does.
 *   <li>A {@link PredictResult} belongs to the front end, which closes it once the answer is
 *       written.
 *   <li>The future fails with a {@link ServingException}, unless the front end cancels it. The
 *       deadline and a cancellation end it at once; outputs that come later are closed here, and
 *       the version stays pinned until its run is really over.
 * </ul>
 */
public final class Prediction {
  private final ServableCatalog catalog;
  private final ScheduledExecutorService timer;
  private final MethodNames methodNames;
  private final LongAdder abandoned = new LongAdder();

  /**
   * A use case over a catalogue.
   *
   * @param timer fires deadlines; its tasks complete futures and so run the front end's reactions
   */
  public Prediction(ServableCatalog catalog, ScheduledExecutorService timer) {
    this(catalog, timer, MethodNames.IGNORED);
  }

  /** A use case that may ask for signatures exported for a method. */
  public Prediction(
      ServableCatalog catalog, ScheduledExecutorService timer, MethodNames methodNames) {
    this.catalog = requireNonNull(catalog, "catalog");
    this.timer = requireNonNull(timer, "timer");
    this.methodNames = requireNonNull(methodNames, "methodNames");
  }

  /**
   * Pins the version that a request asks for; the caller closes the lease or hands it to {@link
   * #run}.
   *
   * @throws ServingException as {@link ServableCatalog#lease}
   */
  public ServableLease lease(ModelRef model) {
    return catalog.lease(model);
  }

  /** Resolves and runs. */
  public CompletableFuture<PredictResult> predict(PredictCall call) {
    ServableLease lease;
    try {
      lease = catalog.lease(call.model());
    } catch (ServingException e) {
      call.discard();
      return CompletableFuture.failedFuture(e);
    }
    return run(lease, call);
  }

  /** Checks the call against the leased version and runs it there. */
  public CompletableFuture<PredictResult> run(ServableLease lease, PredictCall call) {
    var run = new PredictRun(lease, call, abandoned);
    try {
      Signature signature = signature(lease, call.signatureName());
      methodNames.requirePredict(signature.methodName());
      List<String> outputs = CallCheck.outputs(signature, call.outputFilter());
      CallCheck.inputs(signature, call.inputs().keySet());
      run.start(signature, outputs, timer);
    } catch (ServingException e) {
      call.discard();
      run.fail(e);
    }
    return run.answer();
  }

  /** Runs so far whose answer nobody waited for any more when it came. */
  public long abandonedRuns() {
    return abandoned.sum();
  }

  private static Signature signature(ServableLease lease, String name) {
    Signature signature = lease.servable().signatures().get(name);
    if (signature == null && lease.servable().definitions().containsKey(name)) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Signature \"" + name + "\" cannot be run: it has other things than dense tensors");
    }
    if (signature == null) {
      throw new ServingException(
          Code.FAILED_PRECONDITION, "Serving signature key \"" + name + "\" not found.");
    }
    return signature;
  }
}
