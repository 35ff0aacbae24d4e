package dev.strobe.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.Any;
import com.google.protobuf.Int64Value;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.GetModelStatusResponse;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.SignatureDefMap;
import dev.strobe.protos.tensorflow.SignatureDef;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client and gRPC together, within the process. */
final class ServingClientTest {
  private static final ModelSpec MODEL = ModelSpec.newBuilder().setName("half").build();
  private static final PredictRequest REQUEST =
      PredictRequest.newBuilder().setModelSpec(MODEL).build();
  private static final RetryPolicy QUICK =
      RetryPolicy.defaults().withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));

  private final FakePrediction prediction = new FakePrediction();
  private Server server;
  private ServingClient client;

  @BeforeEach
  void start() throws IOException {
    server = serve("server-" + System.identityHashCode(this));
    client = client(ClientConfig.defaults().withRetry(QUICK));
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
  }

  @Test
  void answerComesBack() throws InterruptedException {
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    prediction.next().succeed();
    assertThat(call.join().getModelSpec()).isEqualTo(MODEL);
  }

  @Test
  void serverSeesOneDeadlineInEveryAttempt() throws InterruptedException {
    client.close();
    Duration backoff = Duration.ofMillis(800);
    client = client(ClientConfig.defaults().withRetry(QUICK.withBackoff(backoff, backoff)));
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    FakePrediction.Call first = prediction.next();
    first.fail(Status.UNAVAILABLE.asException());
    FakePrediction.Call second = prediction.next();
    second.succeed();
    assertThat(call.join()).isNotNull();
    assertThat(second.deadlineNanos())
        .isCloseTo(first.deadlineNanos(), within(backoff.toNanos() / 4));
  }

  @Test
  void failureThatMayPassIsTriedAgain() throws InterruptedException {
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    prediction.next().fail(Status.RESOURCE_EXHAUSTED.asException());
    prediction.next().fail(Status.ABORTED.asException());
    prediction.next().succeed();
    assertThat(call.join().getModelSpec()).isEqualTo(MODEL);
  }

  @Test
  void unknownModelIsNotAskedForTwice() throws InterruptedException {
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    prediction
        .next()
        .fail(
            Status.NOT_FOUND
                .withDescription("Servable not found for request: Latest(half)")
                .asException());
    assertFailure(call)
        .returns(Status.Code.NOT_FOUND, ServingException::code)
        .returns("half", ServingException::model)
        .returns(1, ServingException::attempts)
        .extracting(ServingException::getMessage)
        .asString()
        .startsWith("Predict on model 'half' at ")
        .endsWith(" failed: NOT_FOUND: Servable not found for request: Latest(half)");
    assertThat(prediction.waiting()).isZero();
  }

  @Test
  void attemptsThatReachTheServerAreCounted() throws InterruptedException {
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    for (int i = 0; i < QUICK.maxAttempts(); i++) {
      prediction.next().fail(Status.UNAVAILABLE.asException());
    }
    assertFailure(call).returns(QUICK.maxAttempts(), ServingException::attempts);
  }

  @Test
  void budgetIsSharedByAllCalls() throws InterruptedException {
    client.close();
    RetryPolicy.Budget three = new RetryPolicy.Budget(3, 0, 0);
    client = client(ClientConfig.defaults().withRetry(QUICK.withBudget(three)));
    List<CompletableFuture<PredictResponse>> calls =
        List.of(client.predict(REQUEST, soon()), client.predict(REQUEST, soon()));
    for (int i = 0; i < 2 + 3; i++) {
      prediction.next().fail(Status.UNAVAILABLE.asException());
    }
    int attempts = 0;
    for (CompletableFuture<PredictResponse> call : calls) {
      attempts += ((ServingException) failure(call)).attempts();
    }
    assertThat(attempts).isEqualTo(2 + 3);
    assertThat(prediction.waiting()).isZero();
  }

  @Test
  void serverMayAskNotToBeTriedAgain() throws InterruptedException {
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    Metadata trailers = new Metadata();
    trailers.put(AttemptFailure.PUSHBACK, "-1");
    prediction.next().fail(Status.UNAVAILABLE.asException(trailers));
    assertFailure(call).returns(1, ServingException::attempts);
  }

  @Test
  void cancellingReachesTheServer() throws InterruptedException {
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    CountDownLatch cancelled = new CountDownLatch(1);
    prediction.next().onCancel(context -> cancelled.countDown());
    assertThat(call.cancel(true)).isTrue();
    assertThat(cancelled.await(20, SECONDS)).isTrue();
  }

  @Test
  void deadlineReachesTheCallerWhenTheServerIsSilent() throws InterruptedException {
    CompletableFuture<PredictResponse> call =
        client.predict(REQUEST, Deadline.after(50, MILLISECONDS));
    CountDownLatch cancelled = new CountDownLatch(1);
    prediction.next().onCancel(context -> cancelled.countDown());
    assertFailure(call).returns(Status.Code.DEADLINE_EXCEEDED, ServingException::code);
    assertThat(cancelled.await(20, SECONDS)).isTrue();
  }

  @Test
  void serverNeverSeesMoreThanTheBound() throws InterruptedException {
    client.close();
    client = client(ClientConfig.defaults().withMaxInFlight(2).withMaxWaiting(3));
    List<CompletableFuture<PredictResponse>> calls =
        List.of("a", "b", "c", "d", "e").stream()
            .map(name -> client.predict(request(name), soon()))
            .toList();
    assertFailure(client.predict(REQUEST, soon()))
        .returns(Status.Code.RESOURCE_EXHAUSTED, ServingException::code)
        .returns(0, ServingException::attempts);
    FakePrediction.Call one = prediction.next();
    FakePrediction.Call other = prediction.next();
    assertThat(prediction.waiting()).isZero();
    for (String next : List.of("c", "d", "e")) {
      one.succeed();
      one = other;
      other = prediction.next();
      assertThat(other.model()).isEqualTo(next);
      assertThat(prediction.waiting()).isZero();
    }
    one.succeed();
    other.succeed();
    assertThat(calls).extracting(call -> call.join().getModelSpec().getName()).hasSize(5);
  }

  @Test
  void callersThatCancelAtAnyMomentLeaveNoPlaceTaken() throws InterruptedException {
    client.close();
    client = client(ClientConfig.defaults().withMaxInFlight(3).withRetry(QUICK));
    Thread answering = new Thread(this::answerUntilInterrupted);
    answering.start();
    List<Thread> callers = Stream.generate(() -> new Thread(this::callAndCancel)).limit(4).toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    answering.interrupt();
    answering.join();
    var last =
        IntStream.range(0, 3).mapToObj(i -> client.predict(request("last"), soon())).toList();
    List<FakePrediction.Call> together = new ArrayList<>();
    while (together.size() < 3) {
      FakePrediction.Call call = prediction.next();
      if (call.model().equals("last")) {
        together.add(call);
      }
    }
    together.forEach(FakePrediction.Call::succeed);
    last.forEach(CompletableFuture::join);
  }

  private void callAndCancel() {
    for (int i = 0; i < 500; i++) {
      CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
      if (i % 3 == 0) {
        assertThat(call.cancel(true) || call.isDone()).isTrue();
      } else {
        var unused = failure(call);
      }
    }
  }

  private void answerUntilInterrupted() {
    Iterator<Status> outcomes =
        Stream.generate(() -> List.of(Status.OK, Status.OK, Status.UNAVAILABLE))
            .flatMap(List::stream)
            .iterator();
    try {
      while (true) {
        FakePrediction.Call call = prediction.next();
        Status outcome = outcomes.next();
        if (outcome.isOk()) {
          call.succeed();
        } else {
          call.fail(outcome.asException());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void absentServerIsTriedUntilTheDeadline() {
    server.shutdownNow();
    assertFailure(client.predict(REQUEST, Deadline.after(1, SECONDS)))
        .returns(Status.Code.UNAVAILABLE, ServingException::code)
        .matches(failure -> failure.attempts() > QUICK.maxAttempts());
  }

  @Test
  void serverThatComesBackInTimeLosesNoCall() throws Exception {
    server.shutdownNow().awaitTermination();
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    server = serve("server-" + System.identityHashCode(this));
    prediction.next().succeed();
    assertThat(call.join().getModelSpec()).isEqualTo(MODEL);
  }

  @Test
  void metadataIsUnpacked() {
    SignatureDef signature = SignatureDef.newBuilder().setMethodName("predict").build();
    prediction.describe(
        GetModelMetadataResponse.newBuilder()
            .setModelSpec(MODEL.toBuilder().setVersion(Int64Value.of(3)))
            .putMetadata(
                "signature_def",
                Any.pack(SignatureDefMap.newBuilder().putSignatureDef("clip", signature).build()))
            .build());
    ModelMetadata metadata = client.modelMetadata(MODEL, soon()).join();
    assertThat(metadata.name()).isEqualTo("half");
    assertThat(metadata.version()).isEqualTo(3);
    assertThat(metadata.signatures()).containsOnlyKeys("clip").containsValue(signature);
  }

  @Test
  void metadataOfAnotherKindIsAnError() {
    assertFailure(client.modelMetadata(MODEL, soon()))
        .returns(Status.Code.INTERNAL, ServingException::code);
    prediction.describe(
        GetModelMetadataResponse.newBuilder()
            .putMetadata("signature_def", Any.pack(MODEL))
            .build());
    assertFailure(client.modelMetadata(MODEL, soon()))
        .extracting(ServingException::getMessage)
        .asString()
        .contains("is no SignatureDefMap but type.googleapis.com/tensorflow.serving.ModelSpec");
  }

  @Test
  void statusListsTheVersions() {
    List<ModelVersionStatus> versions = client.modelStatus(MODEL, soon()).join();
    assertThat(versions).extracting(ModelVersionStatus::getVersion).containsExactly(2L, 1L);
  }

  @Test
  void closingEndsWhatIsInFlightAndRefusesTheRest() throws InterruptedException {
    client.close();
    client = client(ClientConfig.defaults().withDrainTimeout(Duration.ZERO));
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    CountDownLatch cancelled = new CountDownLatch(1);
    prediction.next().onCancel(context -> cancelled.countDown());
    client.close();
    client.close();
    assertFailure(call).returns(Status.Code.CANCELLED, ServingException::code);
    assertFailure(client.predict(REQUEST, soon()))
        .returns(Status.Code.CANCELLED, ServingException::code)
        .returns(0, ServingException::attempts);
    assertThat(cancelled.await(20, SECONDS)).isTrue();
  }

  @Test
  void joinedFailureIsAServingException() throws InterruptedException {
    CompletableFuture<PredictResponse> call = client.predict(REQUEST, soon());
    prediction.next().fail(Status.INTERNAL.asException());
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(call::join)
        .withCauseInstanceOf(ServingException.class);
  }

  private static Deadline soon() {
    return Deadline.after(30, SECONDS);
  }

  private static PredictRequest request(String model) {
    return PredictRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName(model)).build();
  }

  private Server serve(String name) throws IOException {
    return InProcessServerBuilder.forName(name)
        .directExecutor()
        .addService(prediction)
        .addService(new FakeModels())
        .build()
        .start();
  }

  private ServingClient client(ClientConfig config) {
    ManagedChannel channel =
        InProcessChannelBuilder.forName("server-" + System.identityHashCode(this))
            .directExecutor()
            .build();
    return ServingClient.over(channel, config);
  }

  private static AbstractObjectAssert<?, ServingException> assertFailure(
      CompletableFuture<?> call) {
    return assertThat(failure(call)).asInstanceOf(type(ServingException.class));
  }

  private static Throwable failure(CompletableFuture<?> call) {
    return call.handle((response, failure) -> failure).join();
  }

  private static final class FakeModels extends ModelServiceGrpc.ModelServiceImplBase {
    @Override
    public void getModelStatus(
        GetModelStatusRequest request, StreamObserver<GetModelStatusResponse> observer) {
      FakePrediction.answer(
          observer,
          GetModelStatusResponse.newBuilder()
              .addModelVersionStatus(ModelVersionStatus.newBuilder().setVersion(2))
              .addModelVersionStatus(ModelVersionStatus.newBuilder().setVersion(1))
              .build());
    }
  }
}
