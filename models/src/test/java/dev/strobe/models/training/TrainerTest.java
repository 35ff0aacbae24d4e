package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.models.repnet.RepNetSpec;
import dev.strobe.models.repnet.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {

  private static final RepNetSpec TINY = new RepNetSpec(48, 12, 64, 32, 4, 8);
  private static final TrainingConfig FEW_STEPS =
      TrainingConfig.defaults().withSteps(12).withBatch(4).withCheckpointEvery(5);

  @TempDir private Path directory;

  @Test
  void equalSeedsGiveEqualWeightsAndOthersDoNot() {
    Weights first = train("first", FEW_STEPS);

    assertEqual(train("second", FEW_STEPS), first);
    assertThat(train("third", FEW_STEPS.withSeed(2)).values().get("head_1_kernel"))
        .isNotEqualTo(first.values().get("head_1_kernel"));
  }

  @Test
  void resumedRunEndsWithTheWeightsOfAnUninterruptedOne() {
    Weights whole = train("whole", FEW_STEPS);
    Path interrupted = directory.resolve("interrupted");
    var power = new PowerCut(10);
    try (Trainer trainer = new Trainer(TINY, FEW_STEPS, interrupted, power)) {
      assertThatThrownBy(trainer::train).isInstanceOf(PowerCut.Failure.class);
    }

    var progress = new RecordingListener();
    try (Trainer trainer = new Trainer(TINY, FEW_STEPS, interrupted, progress)) {
      assertEqual(trainer.resume(), whole);
    }
    assertThat(progress.events).containsExactly("resumed 10", "checkpoint 12");
  }

  @Test
  void resumingWithoutACheckpointTrainsFromTheBeginning() {
    try (Trainer trainer = trainer("none", FEW_STEPS)) {
      assertEqual(trainer.resume(), train("other", FEW_STEPS));
    }
  }

  @Test
  void checkpointIsNotOverwrittenByANewRun() {
    assertThat(train("kept", FEW_STEPS).count()).isPositive();
    try (Trainer trainer = trainer("kept", FEW_STEPS)) {
      assertThatThrownBy(trainer::train).hasMessageContaining("step-00000012");
    }
  }

  @Test
  void checkpointOfAnotherConfigurationIsRefused() {
    assertThat(train("seed-1", FEW_STEPS).count()).isPositive();
    try (Trainer trainer = trainer("seed-1", FEW_STEPS.withSeed(2))) {
      assertThatThrownBy(trainer::resume)
          .hasMessageContaining("seed=1")
          .hasMessageContaining("seed=2");
    }
  }

  @Test
  void modelLearnsFromWindowsButNotFromControls() {
    TrainingConfig config =
        TrainingConfig.defaults().withSteps(150).withBatch(24).withCheckpointEvery(150);

    Evaluation learnt = evaluate("learnt", config);
    Evaluation shuffled = evaluate("shuffled", config.withControl(Control.SHUFFLED));
    Evaluation motionless = evaluate("motionless", config.withControl(Control.MOTIONLESS));

    assertThat(learnt.periodAccuracy()).isGreaterThan(0.4);
    assertThat(learnt.periodicityAccuracy()).isGreaterThan(learnt.periodicityChance() + 0.05);
    assertThat(shuffled.periodAccuracy()).isLessThan(0.2);
    assertThat(motionless.periodAccuracy()).isLessThan(0.2);
  }

  private Evaluation evaluate(String name, TrainingConfig config) {
    Path checkpoints = directory.resolve(name);
    try (Trainer trainer =
        new Trainer(RepNetSpec.defaults(), config, checkpoints, TrainingListener.NONE)) {
      assertThat(trainer.train().count()).isEqualTo(37_025);
      return trainer.evaluate(300);
    }
  }

  private Weights train(String name, TrainingConfig config) {
    try (Trainer trainer = trainer(name, config)) {
      return trainer.train();
    }
  }

  private Trainer trainer(String name, TrainingConfig config) {
    return new Trainer(TINY, config, directory.resolve(name), TrainingListener.NONE);
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
    public void onCheckpoint(int step, double meanLoss) {
      events.add("checkpoint " + step);
    }
  }

  /** Stops a run after the checkpoint of a step. */
  private record PowerCut(int after) implements TrainingListener {

    @Override
    public void onCheckpoint(int step, double meanLoss) {
      if (step >= after) {
        throw new Failure();
      }
    }

    static final class Failure extends RuntimeException {
      private static final long serialVersionUID = 1;
    }
  }
}
