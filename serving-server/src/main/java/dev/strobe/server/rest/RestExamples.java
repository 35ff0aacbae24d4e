package dev.strobe.server.rest;

import com.google.protobuf.MessageLite;
import dev.strobe.protos.serving.ClassificationResponse;
import dev.strobe.protos.serving.RegressionResponse;
import dev.strobe.server.examples.ExampleCall;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.rest.json.ExampleInputs;
import dev.strobe.server.rest.json.ExampleReader;
import dev.strobe.server.rest.json.JsonOutput;
import dev.strobe.server.rest.json.JsonText;
import dev.strobe.server.rest.json.ResultWriter;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.wire.ModelSpecs;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Answers {@code :classify} and {@code :regress}. */
final class RestExamples {
  private final ExampleInference inference;
  private final RestThreads threads;

  RestExamples(ExampleInference inference, RestThreads threads) {
    this.inference = inference;
    this.threads = threads;
  }

  /**
   * Reads, runs and answers with classes, on this thread as far as the model is quick.
   *
   * @throws ServingException if the request cannot be read
   */
  void classify(ModelRef model, JsonText body, Deadline deadline, Priority priority, Reply reply) {
    CompletableFuture<ClassificationResponse> answer =
        inference.classify(call(model, body, deadline, priority, reply));
    finish(answer, (response, out) -> ResultWriter.write(response.getResult(), out), reply);
  }

  /**
   * Reads, runs and answers with values, on this thread as far as the model is quick.
   *
   * @throws ServingException if the request cannot be read
   */
  void regress(ModelRef model, JsonText body, Deadline deadline, Priority priority, Reply reply) {
    CompletableFuture<RegressionResponse> answer =
        inference.regress(call(model, body, deadline, priority, reply));
    finish(answer, (response, out) -> ResultWriter.write(response.getResult(), out), reply);
  }

  private static ExampleCall call(
      ModelRef model, JsonText body, Deadline deadline, Priority priority, Reply reply) {
    ExampleInputs inputs = ExampleReader.read(body);
    return new ExampleCall(
        ModelSpecs.of(model).toBuilder().setSignatureName(inputs.signatureName()).build(),
        inputs.input(),
        deadline,
        priority,
        reply.call());
  }

  private <T extends MessageLite> void finish(
      CompletableFuture<T> answer, BiConsumer<T, JsonOutput> writer, Reply reply) {
    CompletableFuture<T> answered =
        answer.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                reply.fail(RunFailures.of(failure));
              } else {
                threads.run(
                    response.getSerializedSize(), () -> write(response, writer, reply), reply);
              }
            });
    if (!answered.isDone()) {
      reply.onClientGone(() -> answer.cancel(false));
    }
  }

  private static <T> void write(T response, BiConsumer<T, JsonOutput> writer, Reply reply) {
    try (var out = new JsonOutput(PooledByteBufAllocator.DEFAULT)) {
      writer.accept(response, out);
      reply.json(out.finish());
    }
  }
}
