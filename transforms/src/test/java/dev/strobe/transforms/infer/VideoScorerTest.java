package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.failure.Stage;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.predictor.Tensor;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class VideoScorerTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final InferConfig CONFIG = InferConfig.defaults();
  private static final String[] SIGNATURES = {"clip", "windows", "serving_default"};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 256, 300, 767, 768, 769, 1536, 3072, 3073, 3400})
  void everySignatureGivesTheScoresOfTheWholeVideo(int frames) throws Exception {
    String name = frames + "-frames-1";
    List<StrideScores> expected =
        FakePeriodPredictor.scoresOf(FakeVideos.pixels(name), CONFIG.strides());
    for (String signature : SIGNATURES) {
      VideoScores scores = score(signature, CONFIG, name).scores().orElseThrow();
      assertThat(scores.video().frameCount()).isEqualTo(frames);
      assertThat(scores.model()).isEqualTo(new ModelVersion("fake", 7));
      assertSame(scores.strides(), expected);
    }
  }

  /** Clips have at most 3072 frames, and overlap. */
  @ParameterizedTest
  @ValueSource(
      ints = {1, 65, 511, 512, 513, 767, 2559, 2560, 2561, 3071, 3072, 3073, 4000, 6209, 9000})
  void overlappingWindowsOfAVideoThatIsCutAreThoseOfTheWhole(int frames) throws Exception {
    String name = frames + "-frames-1";
    InferConfig config = CONFIG.withStrides(List.of(1, 2, 4, 8));
    VideoOutcome outcome = score(FakePeriodPredictor.overlapping(), config, name);
    assertSame(
        outcome.scores().orElseThrow().strides(),
        FakePeriodPredictor.overlappingScoresOf(FakeVideos.pixels(name), config.strides()));
  }

  @Test
  void overlappingWindowsOfAwkwardStridesAreThoseOfTheWholeToo() throws Exception {
    InferConfig config = CONFIG.withStrides(List.of(5, 1, 64, 3, 8));
    String name = "9000-frames-2";
    VideoOutcome outcome = score(FakePeriodPredictor.overlapping(), config, name);
    assertSame(
        outcome.scores().orElseThrow().strides(),
        FakePeriodPredictor.overlappingScoresOf(FakeVideos.pixels(name), config.strides()));
  }

  @Test
  void clipsOfALongVideoHaveABoundedLength() throws Exception {
    CountedFrames model = new CountedFrames();
    VideoOutcome outcome = score(model, CONFIG.withStrides(List.of(1, 2, 4, 8)), "20000-frames-1");
    assertThat(outcome.scores()).isPresent();
    assertThat(model.longest).isEqualTo(3072);
  }

  @Test
  void videoOfAHundredSecondsIsAskedAboutAtOnce() throws Exception {
    CountedFrames model = new CountedFrames();
    InferConfig config = CONFIG.withStrides(List.of(1, 2, 4, 8));
    assertThat(score(model, config, "2500-frames-1").scores()).isPresent();
    assertThat(model.calls).isEqualTo(1);
  }

  @Test
  void framesOfALongVideoAreSentLittleMoreThanOnceWhereWindowsOverlap() throws Exception {
    CountedFrames model = new CountedFrames();
    InferConfig config = CONFIG.withStrides(List.of(1, 2, 4, 8));
    assertThat(score(model, config, "20000-frames-1").scores()).isPresent();
    assertThat(model.frames).isLessThan(20_000 * 5 / 4);
  }

  @Test
  void awkwardStridesAreScoredAsWell() throws Exception {
    InferConfig config = CONFIG.withStrides(List.of(5, 1, 64, 7, 8));
    String name = "9000-frames-2";
    VideoOutcome outcome = score("clip", config, name);
    assertSame(
        outcome.scores().orElseThrow().strides(),
        FakePeriodPredictor.scoresOf(FakeVideos.pixels(name), config.strides()));
  }

  @Test
  void paddingWindowIsThatOfTheLastFrame() throws Exception {
    String name = "100-frames-3";
    for (String signature : SIGNATURES) {
      VideoScores scores = score(signature, CONFIG.withPadding(true), name).scores().orElseThrow();
      assertSame(
          List.of(StrideScores.tiling(1, 64, scores.padding())),
          List.of(
              StrideScores.tiling(1, 64, FakePeriodPredictor.paddingOf(FakeVideos.pixels(name)))));
    }
    assertThat(score("clip", CONFIG, name).scores().orElseThrow().padding().rows()).isZero();
  }

  @Test
  void videoThatBreaksOffIsScoredAndReported() throws Exception {
    VideoOutcome outcome = score("clip", CONFIG, "70-frames-1-broken-off");
    assertThat(outcome.scores().orElseThrow().video().frameCount()).isEqualTo(70);
    assertThat(outcome.failures())
        .containsExactly(
            new Failure(
                "70-frames-1-broken-off",
                Stage.DECODE,
                "BROKEN_OFF",
                "70-frames-1-broken-off breaks off",
                1,
                NOW));
  }

  @Test
  void videoThatCannotBeReadToItsEndIsNotScored() throws Exception {
    VideoOutcome outcome = score("clip", CONFIG, "1000-frames-1-lost");
    assertThat(outcome.scores()).isEmpty();
    assertThat(outcome.failures())
        .containsExactly(
            new Failure(
                "1000-frames-1-lost",
                Stage.READ,
                "IOException",
                "1000-frames-1-lost cannot be read: the connection is gone",
                1,
                NOW));
  }

  @Test
  void missingVideoIsReported() throws Exception {
    VideoOutcome outcome = score("clip", CONFIG, "missing");
    assertThat(outcome.scores()).isEmpty();
    assertThat(outcome.failures()).extracting(Failure::stage).containsExactly(Stage.READ);
    assertThat(outcome.frames()).isZero();
  }

  @Test
  void failingCallIsReportedWithItsCodeAndAttempts() throws Exception {
    String poisoned = poisonedName();
    for (String signature : SIGNATURES) {
      VideoOutcome outcome = score(signature, CONFIG, poisoned);
      assertThat(outcome.scores()).isEmpty();
      assertThat(outcome.failures())
          .containsExactly(
              new Failure(poisoned, Stage.INFER, "UNAVAILABLE", "fake: not there", 3, NOW));
    }
  }

  @Test
  void answerThatLacksAWindowIsReported() throws Exception {
    assertThat(messageOfAnswer("window_stride", Tensor.ofInts(1, 2, 3, 3)))
        .isEqualTo("the model gave no scores for frame 0 at stride 4");
  }

  @Test
  void windowThatStartsPastTheLastFrameIsReported() throws Exception {
    assertThat(messageOfAnswer("window_start", Tensor.ofInts(0, 0, 0, 64)))
        .isEqualTo(
            "the model's windows must start before frame 64 but at stride 4 one starts at 64");
  }

  @Test
  void answerOfAnotherShapeIsReported() throws Exception {
    assertThat(messageOfAnswer("period_logits", Tensor.ofInts(1, 2)))
        .isEqualTo("the model's 'period_logits' must be FLOAT[4, 64, -1] but was INT32[2]");
  }

  private static String messageOfAnswer(String output, Tensor value) throws Exception {
    Predictor wrong =
        new ForwardingPredictor() {
          @Override
          Map<String, Tensor> answer(Map<String, Tensor> outputs) {
            outputs.put(output, value);
            return outputs;
          }
        };
    VideoOutcome outcome = score(wrong, CONFIG, "64-frames-1");
    assertThat(outcome.scores()).isEmpty();
    assertThat(outcome.failures())
        .extracting(Failure::stage, Failure::error)
        .containsExactly(tuple(Stage.INFER, "UNEXPECTED_ANSWER"));
    return outcome.failures().get(0).message();
  }

  @Test
  void faultOfTheProgramIsNotARow() {
    Predictor faulty =
        new ForwardingPredictor() {
          @Override
          Map<String, Tensor> answer(Map<String, Tensor> outputs) {
            throw new IndexOutOfBoundsException("a fault");
          }
        };
    assertThatThrownBy(() -> score(faulty, CONFIG, "64-frames-1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("64-frames-1")
        .hasCauseInstanceOf(IndexOutOfBoundsException.class);
  }

  /** The predictor answers nothing until three calls are under way. */
  @Test
  void severalCallsOfOneVideoAreUnderWayAtOnce() throws Exception {
    HoldingPredictor holding = new HoldingPredictor(3);
    VideoOutcome outcome = score(holding, CONFIG.withMaxCalls(3), "14000-frames-1");
    assertThat(outcome.scores()).isPresent();
    assertThat(holding.most).isEqualTo(3);
  }

  @Test
  void weightOfTheCallsUnderWayIsBounded() throws Exception {
    HoldingPredictor holding = new HoldingPredictor(2);
    long clipBytes = 3072L * FakeVideos.SHAPE.bytes();
    VideoOutcome outcome = score(holding, CONFIG.withMaxBytes(2 * clipBytes + 1), "12288-frames-1");
    assertThat(outcome.scores()).isPresent();
    assertThat(holding.most).isEqualTo(2);
  }

  @Test
  void callHeavierThanTheBoundGoesAlone() throws Exception {
    HoldingPredictor holding = new HoldingPredictor(1);
    VideoOutcome outcome = score(holding, CONFIG.withMaxBytes(1), "8000-frames-1");
    assertThat(outcome.scores()).isPresent();
    assertThat(holding.most).isEqualTo(1);
  }

  private static String poisonedName() {
    int seed = 0;
    while (FakeVideos.pixels("80-frames-" + seed)[0] != FakePeriodPredictor.POISON) {
      seed++;
    }
    return "80-frames-" + seed;
  }

  private static VideoOutcome score(String signature, InferConfig config, String name)
      throws Exception {
    return score(new FakePeriodPredictor(signature), config, name);
  }

  private static VideoOutcome score(Predictor predictor, InferConfig config, String name)
      throws Exception {
    ModelSession session = ModelSession.connect(() -> predictor, config);
    return new VideoScorer(session, FakeVideos::open, config, InstantSource.fixed(NOW))
        .start(FakeVideos.ref(name))
        .await();
  }

  private static void assertSame(List<StrideScores> actual, List<StrideScores> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).stride()).isEqualTo(expected.get(i).stride());
      assertThat(actual.get(i).starts()).isEqualTo(expected.get(i).starts());
      assertSame(actual.get(i).rows().periods(), expected.get(i).rows().periods());
      assertSame(actual.get(i).rows().periodicities(), expected.get(i).rows().periodicities());
    }
  }

  private static void assertSame(FloatBuffer actual, FloatBuffer expected) {
    assertThat(actual.remaining()).isEqualTo(expected.remaining());
    while (expected.hasRemaining()) {
      assertThat(actual.get()).isCloseTo(expected.get(), within(1e-4f));
    }
  }

  private abstract static class ForwardingPredictor implements Predictor {
    private final Predictor model = new FakePeriodPredictor("clip");

    abstract Map<String, Tensor> answer(Map<String, Tensor> outputs);

    @Override
    public ModelSpec describe() {
      return model.describe();
    }

    @Override
    public CompletableFuture<Map<String, Tensor>> predict(
        String signature, Map<String, Tensor> inputs) {
      return model.predict(signature, inputs).thenApply(this::answer);
    }

    @Override
    public void close() {}
  }

  /** Remembers how many frames it was sent. */
  private static final class CountedFrames implements Predictor {
    private final Predictor model = FakePeriodPredictor.overlapping();
    private int calls;
    private long frames;
    private long longest;

    @Override
    public ModelSpec describe() {
      return model.describe();
    }

    @Override
    public CompletableFuture<Map<String, Tensor>> predict(
        String signature, Map<String, Tensor> inputs) {
      long clip = inputs.get("frames").shape()[0];
      calls++;
      frames += clip;
      longest = Math.max(longest, clip);
      return model.predict(signature, inputs);
    }

    @Override
    public void close() {}
  }

  /**
   * Lets calls wait until so many are there, then answers them all; the last ones by themselves.
   */
  private static final class HoldingPredictor implements Predictor {
    private final Predictor model = new FakePeriodPredictor("clip");
    private final int hold;
    private final List<Runnable> held = new ArrayList<>();
    private int most;

    HoldingPredictor(int hold) {
      this.hold = hold;
    }

    @Override
    public ModelSpec describe() {
      return model.describe();
    }

    @Override
    public synchronized CompletableFuture<Map<String, Tensor>> predict(
        String signature, Map<String, Tensor> inputs) {
      boolean last = inputs.get("frames").shape()[0] % 768 != 0;
      CompletableFuture<Map<String, Tensor>> answer = new CompletableFuture<>();
      Map<String, Tensor> outputs = model.predict(signature, inputs).join();
      held.add(() -> answer.complete(outputs));
      most = Math.max(most, held.size());
      if (held.size() == hold || last) {
        held.forEach(Runnable::run);
        held.clear();
      }
      return answer;
    }

    @Override
    public void close() {}
  }
}
