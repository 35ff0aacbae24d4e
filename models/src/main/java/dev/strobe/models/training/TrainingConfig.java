package dev.strobe.models.training;

import dev.strobe.models.dataset.DatasetConfig;
import dev.strobe.models.dataset.DatasetConfig.Motion;

/**
 * How a model is trained. Two runs of equal configuration give equal weights.
 *
 * @param seed fixes the first weights, every training window and all that is drawn in training
 * @param clipBatches batches of clips whose windows are trained on
 * @param hardBatches batches of hard negatives that are trained on beside those
 * @param steps batches of windows to train on
 * @param batch windows in a batch
 * @param checkpointEvery steps between two checkpoints
 * @param control what is taken away from the data, to see that nothing is learnt without it
 */
public record TrainingConfig(
    long seed,
    int clipBatches,
    int hardBatches,
    int steps,
    int batch,
    int checkpointEvery,
    Control control) {

  /** Part of every weight that is taken away each step, times the learning rate. */
  static final double WEIGHT_DECAY = 0.02;

  private static final double FIRST_RATE = 1.5e-3;
  private static final double LAST_RATE = 1e-5;

  /** Checks the ranges. */
  public TrainingConfig {
    requirePositive("clipBatches", clipBatches);
    if (hardBatches < 0) {
      throw new IllegalArgumentException("hardBatches must not be negative but was " + hardBatches);
    }
    requirePositive("steps", steps);
    requirePositive("batch", batch);
    requirePositive("checkpointEvery", checkpointEvery);
  }

  /** What trained the shipped model. */
  public static TrainingConfig defaults() {
    return new TrainingConfig(1, 660, 145, 6000, 64, 500, Control.NONE);
  }

  /** This with another seed. */
  public TrainingConfig withSeed(long value) {
    return new TrainingConfig(
        value, clipBatches, hardBatches, steps, batch, checkpointEvery, control);
  }

  /** This with windows of another number of batches of clips. */
  public TrainingConfig withClipBatches(int value) {
    return new TrainingConfig(seed, value, hardBatches, steps, batch, checkpointEvery, control);
  }

  /** This with windows of another number of batches of hard negatives. */
  public TrainingConfig withHardBatches(int value) {
    return new TrainingConfig(seed, clipBatches, value, steps, batch, checkpointEvery, control);
  }

  /** This with another number of steps. */
  public TrainingConfig withSteps(int value) {
    return new TrainingConfig(
        seed, clipBatches, hardBatches, value, batch, checkpointEvery, control);
  }

  /** This with batches of another size. */
  public TrainingConfig withBatch(int value) {
    return new TrainingConfig(
        seed, clipBatches, hardBatches, steps, value, checkpointEvery, control);
  }

  /** This with checkpoints at other intervals. */
  public TrainingConfig withCheckpointEvery(int value) {
    return new TrainingConfig(seed, clipBatches, hardBatches, steps, batch, value, control);
  }

  /** This with another control. */
  public TrainingConfig withControl(Control value) {
    return new TrainingConfig(seed, clipBatches, hardBatches, steps, batch, checkpointEvery, value);
  }

  /** Windows to train on. */
  DatasetConfig dataset() {
    return DatasetConfig.defaults()
        .withSeed(seed)
        .withMotion(control == Control.MOTIONLESS ? Motion.NONE : Motion.DRAWN);
  }

  /** What is done to the windows. */
  Disturbance disturbance() {
    return Disturbance.defaults();
  }

  /** Learning rate of a step, counted from 1: half a cosine from the first down to the last. */
  double rateAt(int step) {
    return FIRST_RATE * (0.5 + 0.5 * Math.cos(Math.PI * step / steps)) + LAST_RATE;
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive but was " + value);
    }
  }
}
