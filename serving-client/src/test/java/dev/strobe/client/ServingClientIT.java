package dev.strobe.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.ByteString;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.tensorflow.TensorProto;
import io.grpc.Deadline;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against servers in processes of their own, which may be killed. */
@Timeout(120)
final class ServingClientIT {
  private static final StaticResolver RESOLVER = new StaticResolver();
  private static final int CALLS = 600;

  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

  @BeforeAll
  static void register() {
    NameResolverRegistry.getDefaultRegistry().register(RESOLVER);
  }

  @AfterAll
  static void deregister() {
    NameResolverRegistry.getDefaultRegistry().deregister(RESOLVER);
  }

  @Test
  void killedReplicaLosesNoCallOfTwo() throws IOException, InterruptedException {
    try (Replica left = Replica.start("left");
        Replica right = Replica.start("right");
        ServingClient client =
            client(Endpoint.of(StaticResolver.target(left.port(), right.port())))) {
      CountDownLatch busy = new CountDownLatch(50);
      List<CompletableFuture<PredictResponse>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(predict(client).whenComplete((answer, failure) -> busy.countDown()));
      }
      assertThat(busy.await(60, SECONDS)).isTrue();
      left.kill();
      calls.forEach(CompletableFuture::join);
      assertThat(answers).containsOnlyKeys("left", "right");
      assertThat(answers.get("left").get()).isBetween(15, CALLS / 2);
      assertThat(total()).isEqualTo(CALLS);
    }
  }

  @Test
  void loneServerThatIsKilledAndStartedAgainLosesNoCall() throws IOException, InterruptedException {
    int port;
    List<CompletableFuture<PredictResponse>> calls = new ArrayList<>();
    try (Replica first = Replica.start("first")) {
      port = first.port();
      try (ServingClient client = client(Endpoint.of("localhost:" + port))) {
        CountDownLatch busy = new CountDownLatch(50);
        for (int i = 0; i < CALLS; i++) {
          calls.add(predict(client).whenComplete((answer, failure) -> busy.countDown()));
        }
        assertThat(busy.await(60, SECONDS)).isTrue();
        first.kill();
        try (Replica second = Replica.start("second", port)) {
          calls.forEach(CompletableFuture::join);
          assertThat(second.port()).isEqualTo(port);
        }
      }
    }
    assertThat(answers).containsOnlyKeys("first", "second");
    assertThat(total()).isEqualTo(CALLS);
  }

  @Test
  void absentServerIsNamedInOneLine() {
    try (ServingClient client = client(Endpoint.of("localhost:1"))) {
      assertThat(
              client
                  .predict(request(0), Deadline.after(1, SECONDS))
                  .handle((answer, failure) -> failure)
                  .join())
          .asInstanceOf(type(ServingException.class))
          .returns(Status.Code.UNAVAILABLE, ServingException::code)
          .extracting(ServingException::getMessage)
          .asString()
          .contains("Predict on model 'm' at dns:///localhost:1 failed: UNAVAILABLE after ")
          .contains("Connection refused")
          .doesNotContain("\n");
    }
  }

  @Test
  void largeMessagesPassBothWays() throws IOException {
    int bytes = 32 << 20;
    try (Replica replica = Replica.start("large");
        ServingClient client = client(Endpoint.of("localhost:" + replica.port()))) {
      PredictResponse answer = client.predict(request(bytes), Deadline.after(60, SECONDS)).join();
      assertThat(answer.getOutputsOrThrow(ReplicaMain.TENSOR).getTensorContent().size())
          .isEqualTo(bytes);
    }
  }

  @Test
  void answerOverTheLimitIsRefusedOnce() throws IOException {
    ClientConfig small = ClientConfig.defaults().withMaxInboundBytes(1000);
    try (Replica replica = Replica.start("large");
        ServingClient client =
            ServingClient.connect(Endpoint.of("localhost:" + replica.port()), small)) {
      assertThat(
              client
                  .predict(request(2000), Deadline.after(60, SECONDS))
                  .handle((answer, failure) -> failure)
                  .join())
          .asInstanceOf(type(ServingException.class))
          .returns(Status.Code.RESOURCE_EXHAUSTED, ServingException::code)
          .returns(1, ServingException::attempts);
    }
  }

  private static ServingClient client(Endpoint endpoint) {
    return ServingClient.connect(
        endpoint,
        ClientConfig.defaults().withMaxInFlight(16).withDrainTimeout(Duration.ofSeconds(1)));
  }

  private CompletableFuture<PredictResponse> predict(ServingClient client) {
    return client
        .predict(request(100), Deadline.after(60, SECONDS))
        .whenComplete(
            (answer, failure) -> {
              if (answer != null) {
                answers
                    .computeIfAbsent(
                        answer.getModelSpec().getVersionLabel(), name -> new AtomicInteger())
                    .incrementAndGet();
              }
            });
  }

  private int total() {
    return answers.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  private static PredictRequest request(int bytes) {
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName("m"))
        .putInputs(
            ReplicaMain.TENSOR,
            TensorProto.newBuilder().setTensorContent(ByteString.copyFrom(new byte[bytes])).build())
        .build();
  }
}
