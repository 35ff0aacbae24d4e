package dev.strobe.models.training;

import dev.strobe.models.dataset.DatasetConfig;
import dev.strobe.models.dataset.DatasetConfig.Motion;

/**
 * How a model is trained. Two runs of equal configuration give equal weights.
 *
 * @param seed fixes the first weights, every training window and all that is drawn in training
 * @param clipBatches batches of clips whose windows are trained on
 * @param steps batches of windows to train on
 * @param batch windows in a batch
 * @param learningRate of the first step; it falls to nearly nothing along half a cosine
 * @param weightDecay part of every weight that is taken away each step, times the learning rate
 * @param disturbance what is done to the windows
 * @param checkpointEvery steps between two checkpoints
 * @param control what is taken away from the data, to see that nothing is learnt without it
 */
public record TrainingConfig(
    long seed,
    int clipBatches,
    int steps,
    int batch,
    double learningRate,
    double weightDecay,
    Disturbance disturbance,
    int checkpointEvery,
    Control control) {

  private static final double LAST_RATE = 1e-5;

  /** Checks the ranges. */
  public TrainingConfig {
    requirePositive("clipBatches", clipBatches);
    requirePositive("steps", steps);
    requirePositive("batch", batch);
    requirePositive("checkpointEvery", checkpointEvery);
    if (!(learningRate > 0 && learningRate < 1)) {
      throw new IllegalArgumentException("learningRate must be in (0, 1) but was " + learningRate);
    }
    if (!(weightDecay >= 0 && weightDecay < 1)) {
      throw new IllegalArgumentException("weightDecay must be in [0, 1) but was " + weightDecay);
    }
  }

  /** What trained the shipped model. */
  public static TrainingConfig defaults() {
    return new TrainingConfig(
        1, 1000, 20_000, 64, 1.5e-3, 0.02, Disturbance.defaults(), 500, Control.NONE);
  }

  /** This with another seed. */
  public TrainingConfig withSeed(long value) {
    return new TrainingConfig(
        value,
        clipBatches,
        steps,
        batch,
        learningRate,
        weightDecay,
        disturbance,
        checkpointEvery,
        control);
  }

  /** This with windows of another number of batches of clips. */
  public TrainingConfig withClipBatches(int value) {
    return new TrainingConfig(
        seed,
        value,
        steps,
        batch,
        learningRate,
        weightDecay,
        disturbance,
        checkpointEvery,
        control);
  }

  /** This with another number of steps. */
  public TrainingConfig withSteps(int value) {
    return new TrainingConfig(
        seed,
        clipBatches,
        value,
        batch,
        learningRate,
        weightDecay,
        disturbance,
        checkpointEvery,
        control);
  }

  /** This with batches of another size. */
  public TrainingConfig withBatch(int value) {
    return new TrainingConfig(
        seed,
        clipBatches,
        steps,
        value,
        learningRate,
        weightDecay,
        disturbance,
        checkpointEvery,
        control);
  }

  /** This with other disturbances. */
  public TrainingConfig withDisturbance(Disturbance value) {
    return new TrainingConfig(
        seed,
        clipBatches,
        steps,
        batch,
        learningRate,
        weightDecay,
        value,
        checkpointEvery,
        control);
  }

  /** This with checkpoints at other intervals. */
  public TrainingConfig withCheckpointEvery(int value) {
    return new TrainingConfig(
        seed, clipBatches, steps, batch, learningRate, weightDecay, disturbance, value, control);
  }

  /** This with another control. */
  public TrainingConfig withControl(Control value) {
    return new TrainingConfig(
        seed,
        clipBatches,
        steps,
        batch,
        learningRate,
        weightDecay,
        disturbance,
        checkpointEvery,
        value);
  }

  /** Windows to train on. */
  DatasetConfig dataset() {
    return DatasetConfig.defaults()
        .withSeed(seed)
        .withMotion(control == Control.MOTIONLESS ? Motion.NONE : Motion.DRAWN);
  }

  /** Learning rate of a step, counted from 1. */
  double rateAt(int step) {
    return learningRate * (0.5 + 0.5 * Math.cos(Math.PI * step / steps)) + LAST_RATE;
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive but was " + value);
    }
  }
}
