package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.models.repnet.JointSpec;
import dev.strobe.models.repnet.SampleRule;
import dev.strobe.models.repnet.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {

  private static final JointSpec TINY = new JointSpec(8, 4, 8, SampleRule.MEAN);
  private static final TrainingConfig FEW_STEPS =
      TrainingConfig.defaults()
          .withClipBatches(14)
          .withHardBatches(0)
          .withSteps(12)
          .withBatch(4)
          .withCheckpointEvery(5);

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static TrainingWindows windows;

  @BeforeAll
  static void draw() throws IOException {
    windows = TrainingWindows.in(shared, FEW_STEPS, 4, 2, done -> {});
  }

  @Test
  void equalSeedsGiveEqualWeightsAndOthersDoNot() throws IOException {
    Weights first = train("first", FEW_STEPS);

    assertEqual(train("second", FEW_STEPS), first);
    assertThat(train("third", FEW_STEPS.withSeed(2)).values().get("local_kernel"))
        .isNotEqualTo(first.values().get("local_kernel"));
  }

  @Test
  void resumedRunEndsWithTheWeightsOfAnUninterruptedOne() throws IOException {
    Weights whole = train("whole", FEW_STEPS);
    Path interrupted = directory.resolve("interrupted");
    try (Trainer trainer = new Trainer(TINY, FEW_STEPS, windows, interrupted, new PowerCut(10))) {
      assertThatThrownBy(trainer::train).isInstanceOf(PowerCut.Failure.class);
    }

    var progress = new RecordingListener();
    try (Trainer trainer = new Trainer(TINY, FEW_STEPS, windows, interrupted, progress)) {
      assertEqual(trainer.resume(), whole);
    }
    assertThat(progress.events).containsExactly("resumed 10", "checkpoint 12");
  }

  @Test
  void resumingWithoutACheckpointTrainsFromTheBeginning() throws IOException {
    try (Trainer trainer = trainer("none", FEW_STEPS)) {
      assertEqual(trainer.resume(), train("other", FEW_STEPS));
    }
  }

  @Test
  void checkpointIsNotOverwrittenByANewRun() throws IOException {
    assertThat(train("kept", FEW_STEPS).count()).isPositive();
    try (Trainer trainer = trainer("kept", FEW_STEPS)) {
      assertThatThrownBy(trainer::train).hasMessageContaining("step-00000012");
    }
  }

  @Test
  void checkpointOfAnotherConfigurationIsRefused() throws IOException {
    assertThat(train("seed-1", FEW_STEPS).count()).isPositive();
    try (Trainer trainer = trainer("seed-1", FEW_STEPS.withSeed(2))) {
      assertThatThrownBy(trainer::resume)
          .hasMessageContaining("seed=1")
          .hasMessageContaining("seed=2");
    }
  }

  @Test
  void modelLearnsFromWindowsButNotFromShuffledOnes() throws IOException {
    TrainingConfig config = FEW_STEPS.withSteps(400).withBatch(48).withCheckpointEvery(400);

    Evaluation learnt = evaluate("learnt", config);
    Evaluation shuffled = evaluate("shuffled", config.withControl(Control.SHUFFLED));

    assertThat(learnt.periodAccuracy()).isGreaterThan(1.7 * learnt.periodChance());
    assertThat(learnt.periodicityAccuracy()).isGreaterThan(learnt.periodicityChance() + 0.05);
    assertThat(learnt.loss()).isLessThan(0.9 * shuffled.loss());
    assertThat(shuffled.periodAccuracy()).isLessThan(1.5 * shuffled.periodChance());
  }

  private Evaluation evaluate(String name, TrainingConfig config) throws IOException {
    Path checkpoints = directory.resolve(name);
    try (Trainer trainer =
        new Trainer(JointSpec.defaults(), config, windows, checkpoints, TrainingListener.NONE)) {
      assertThat(trainer.train().count()).isPositive();
      return trainer.evaluate();
    }
  }

  private Weights train(String name, TrainingConfig config) throws IOException {
    try (Trainer trainer = trainer(name, config)) {
      return trainer.train();
    }
  }

  private Trainer trainer(String name, TrainingConfig config) {
    return new Trainer(TINY, config, windows, directory.resolve(name), TrainingListener.NONE);
  }

  private static void assertEqual(Weights actual, Weights expected) {
    assertThat(actual.values()).containsOnlyKeys(expected.values().keySet());
    expected
        .values()
        .forEach((name, values) -> assertThat(actual.values().get(name)).isEqualTo(values));
  }

  private static final class RecordingListener implements TrainingListener {

    private final List<String> events = new ArrayList<>();

    @Override
    public void onResume(int step) {
      events.add("resumed " + step);
    }

    @Override
    public void onCheckpoint(Progress progress) {
      events.add("checkpoint " + progress.step());
    }
  }

  /** Stops a run after the checkpoint of a step. */
  private record PowerCut(int after) implements TrainingListener {

    @Override
    public void onCheckpoint(Progress progress) {
      if (progress.step() >= after) {
        throw new Failure();
      }
    }

    static final class Failure extends RuntimeException {
      private static final long serialVersionUID = 1;
    }
  }
}
