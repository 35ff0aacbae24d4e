package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.predictor.Tensor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedSessionTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void copiesShareOneConnectionAndTheLastCloses() {
    SharedSession first = hold("a", "clip");
    SharedSession second = hold("a", "clip");
    assertThat(second.session()).isSameAs(first.session());
    assertThat(opened).hasValue(1);
    first.close();
    first.close();
    assertThat(closed).hasValue(0);
    second.close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void otherTransformsHaveTheirOwn() {
    SharedSession one = hold("b", "clip");
    SharedSession other = hold("c", "clip");
    assertThat(opened).hasValue(2);
    one.close();
    other.close();
    assertThat(closed).hasValue(2);
  }

  @Test
  void closedSessionIsConnectedAnew() {
    hold("d", "clip").close();
    hold("d", "clip").close();
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
  }

  @Test
  void predictorOfAnUnsuitableModelIsClosed() {
    assertThatExceptionOfType(UnsuitableModelException.class).isThrownBy(() -> hold("e", "other"));
    assertThat(closed).hasValue(1);
  }

  private SharedSession hold(String key, String signature) {
    return SharedSession.hold(
        key,
        () -> {
          opened.incrementAndGet();
          return new ClosingPredictor(signature);
        },
        InferConfig.defaults());
  }

  private final class ClosingPredictor implements Predictor {
    private final Predictor model;

    ClosingPredictor(String signature) {
      this.model = new FakePeriodPredictor(signature);
    }

    @Override
    public ModelSpec describe() {
      return model.describe();
    }

    @Override
    public CompletableFuture<Map<String, Tensor>> predict(
        String signature, Map<String, Tensor> inputs) {
      return model.predict(signature, inputs);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
