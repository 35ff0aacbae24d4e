package dev.strobe.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InFlightCallsTest {
  private final InFlightCalls calls = new InFlightCalls();

  @Test
  void waitsForOurCallsOnly() throws InterruptedException {
    ServerStreamTracer predict = begin("tensorflow.serving.PredictionService/Predict");
    ServerStreamTracer watch = begin("grpc.health.v1.Health/Watch");
    assertThat(calls.await(Duration.ofMillis(1))).isFalse();
    predict.streamClosed(Status.OK);
    assertThat(calls.await(Duration.ZERO)).isTrue();
    watch.streamClosed(Status.OK);
  }

  @Test
  void lastCallEndsTheWait() throws InterruptedException {
    ServerStreamTracer first = begin("tensorflow.serving.PredictionService/Predict");
    ServerStreamTracer second = begin("tensorflow.serving.ModelService/GetModelStatus");
    var ending =
        new Thread(
            () -> {
              first.streamClosed(Status.OK);
              second.streamClosed(Status.CANCELLED);
            });
    ending.start();
    assertThat(calls.await(Duration.ofSeconds(10))).isTrue();
    ending.join();
  }

  private ServerStreamTracer begin(String method) {
    return calls.newServerStreamTracer(method, new Metadata());
  }
}
