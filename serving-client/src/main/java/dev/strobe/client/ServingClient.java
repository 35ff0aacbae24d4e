package dev.strobe.client;

import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.GetModelStatusResponse;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;

/**
 * Calls a model server, or several equal ones in turn, without blocking.
 *
 * <p>Every call takes an absolute deadline. It covers all there is to a call: the wait for a place
 * in flight, every attempt, the pauses between them; and it is sent to the server. Failures that
 * may pass are tried again as {@link RetryPolicy} says. While no server can be reached at all, a
 * call is tried until its deadline, so that a server may restart in the meantime.
 *
 * <p>The future a call returns completes with the answer or with a {@link ServingException}.
 * Cancelling or otherwise completing it from outside ends the call, on the server too; a future
 * derived from it does not pass that on. It completes on a thread of the transport: what depends on
 * it must not block, or move to an executor of its own.
 *
 * <p>Safe for use by many threads.
 */
public final class ServingClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final String endpoint;
  private final ClientConfig config;
  private final CallOptions options;
  private final ScheduledThreadPoolExecutor timer = timer();
  private final Attempts.Shared shared;

  private ServingClient(ManagedChannel channel, String endpoint, ClientConfig config) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.config = config;
    this.options =
        CallOptions.DEFAULT
            .withExecutor(Runnable::run)
            .withMaxInboundMessageSize(config.maxInboundBytes());
    RetryPolicy retry = config.retry();
    this.shared =
        new Attempts.Shared(
            new InFlight(config.maxInFlight(), config.maxWaiting()),
            new RetryRules(
                retry,
                new RetryBudget(retry.budget(), System::nanoTime),
                () -> ThreadLocalRandom.current().nextDouble()),
            new Reconnection(channel::resetConnectBackoff, System::nanoTime),
            timer);
  }

  /**
   * A client of every server the endpoint stands for, each call going to the next. Connects, in
   * plain text, when it is first used.
   */
  public static ServingClient connect(Endpoint endpoint, ClientConfig config) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(endpoint.target(), InsecureChannelCredentials.create())
            .defaultLoadBalancingPolicy("round_robin")
            .disableRetry()
            .directExecutor()
            .build();
    return new ServingClient(channel, endpoint.target(), config);
  }

  /** A client over any channel, such as one within the process. Closing it closes the channel. */
  public static ServingClient over(ManagedChannel channel, ClientConfig config) {
    return new ServingClient(channel, channel.authority(), config);
  }

  /** Runs a signature of a model. */
  public CompletableFuture<PredictResponse> predict(PredictRequest request, Deadline deadline) {
    return call(
        PredictionServiceGrpc.getPredictMethod(),
        request.getModelSpec(),
        request,
        Function.identity(),
        deadline);
  }

  /** Asks what a model's signatures are. */
  public CompletableFuture<ModelMetadata> modelMetadata(ModelSpec model, Deadline deadline) {
    return call(
        PredictionServiceGrpc.getGetModelMetadataMethod(),
        model,
        GetModelMetadataRequest.newBuilder()
            .setModelSpec(model)
            .addMetadataField(ModelMetadata.SIGNATURES)
            .build(),
        ModelMetadata::parse,
        deadline);
  }

  /** Asks where a model's versions, or the one named, are in their lives; newest first. */
  public CompletableFuture<List<ModelVersionStatus>> modelStatus(
      ModelSpec model, Deadline deadline) {
    return call(
        ModelServiceGrpc.getGetModelStatusMethod(),
        model,
        GetModelStatusRequest.newBuilder().setModelSpec(model).build(),
        GetModelStatusResponse::getModelVersionStatusList,
        deadline);
  }

  private <Q, A, R> CompletableFuture<R> call(
      MethodDescriptor<Q, A> method,
      ModelSpec model,
      Q request,
      Function<A, R> reader,
      Deadline deadline) {
    CallOptions bound = options.withDeadline(deadline);
    CallTarget target = new CallTarget(bareName(method), model.getName(), endpoint);
    return new Attempts<>(
            target,
            () -> new UnaryAttempt<>(channel, method, bound, request, reader),
            deadline,
            shared)
        .start();
  }

  private static String bareName(MethodDescriptor<?, ?> method) {
    String full = method.getFullMethodName();
    return full.substring(full.lastIndexOf('/') + 1);
  }

  /**
   * Refuses new calls, fails those that wait for a place, and waits for those in flight as long as
   * {@link ClientConfig#drainTimeout()} says, after which they are cancelled.
   */
  @Override
  public void close() {
    shared.inFlight().close(config.drainTimeout());
    channel.shutdownNow();
    timer.shutdownNow();
  }

  private static ScheduledThreadPoolExecutor timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "serving-client-timer");
              thread.setDaemon(true);
              return thread;
            },
            // Only a call that is over can come too late.
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
