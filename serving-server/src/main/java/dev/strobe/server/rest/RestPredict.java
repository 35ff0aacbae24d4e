package dev.strobe.server.rest;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.prediction.PredictCall;
import dev.strobe.server.prediction.PredictResult;
import dev.strobe.server.rest.json.JsonOutput;
import dev.strobe.server.rest.json.JsonText;
import dev.strobe.server.rest.json.PredictFormat;
import dev.strobe.server.rest.json.PredictInputs;
import dev.strobe.server.rest.json.PredictReader;
import dev.strobe.server.rest.json.PredictWriter;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers {@code :predict}: translates between JSON and the use case, and nothing else. */
final class RestPredict {
  private final RestServices services;
  private final RestThreads threads;

  RestPredict(RestServices services, RestThreads threads) {
    this.services = services;
    this.threads = threads;
  }

  /**
   * Reads, runs and answers, on this thread as far as the model is quick.
   *
   * @throws ServingException if the request cannot be run
   */
  void answer(ModelRef model, JsonText body, Deadline deadline, Priority priority, Reply reply) {
    PredictInputs inputs;
    ServableLease lease;
    try (var signatures = new LeasedSignatures(services.prediction(), model)) {
      inputs = PredictReader.read(body, signatures, services.allocator());
      lease = signatures.take();
    }
    PredictFormat format = inputs.format();
    var call =
        new PredictCall(
            model,
            inputs.signatureName(),
            inputs.tensors(),
            List.of(),
            deadline,
            priority,
            reply.call());
    CompletableFuture<PredictResult> run = services.prediction().run(lease, call);
    CompletableFuture<PredictResult> answered =
        run.whenComplete((result, failure) -> finish(format, result, failure, reply));
    if (!answered.isDone()) {
      reply.onClientGone(() -> run.cancel(false));
    }
  }

  private void finish(
      PredictFormat format,
      @Nullable PredictResult result,
      @Nullable Throwable failure,
      Reply reply) {
    if (result == null) {
      reply.fail(RunFailures.of(requireNonNull(failure, "failure")));
      return;
    }
    long bytes = 0;
    for (Tensor output : result.outputs().values()) {
      bytes += output.contentBytes();
    }
    threads.run(bytes, () -> write(format, result, reply), reply);
  }

  private static void write(PredictFormat format, PredictResult result, Reply reply) {
    try (result;
        var out = new JsonOutput(PooledByteBufAllocator.DEFAULT)) {
      PredictWriter.write(format, result.outputs(), out);
      reply.json(out.finish());
    }
  }
}
