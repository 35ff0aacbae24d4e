package dev.strobe.models.training;

/**
 * How a model is trained. Two runs of equal configuration give equal weights.
 *
 * @param seed fixes the first weights and every training window
 * @param steps batches to train on
 * @param batch windows in a batch
 * @param learningRate of the first step; it falls to nearly nothing along half a cosine
 * @param weightDecay part of every weight that is taken away each step, times the learning rate
 * @param checkpointEvery steps between two checkpoints
 * @param control what is taken away from the data, to see that nothing is learnt without it
 */
public record TrainingConfig(
    long seed,
    int steps,
    int batch,
    double learningRate,
    double weightDecay,
    int checkpointEvery,
    Control control) {

  private static final double LAST_RATE = 1e-5;

  /** Checks the ranges. */
  public TrainingConfig {
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
    return new TrainingConfig(1, 15_000, 64, 2e-3, 1e-4, 500, Control.NONE);
  }

  /** This with another seed. */
  public TrainingConfig withSeed(long value) {
    return new TrainingConfig(
        value, steps, batch, learningRate, weightDecay, checkpointEvery, control);
  }

  /** This with another number of steps. */
  public TrainingConfig withSteps(int value) {
    return new TrainingConfig(
        seed, value, batch, learningRate, weightDecay, checkpointEvery, control);
  }

  /** This with batches of another size. */
  public TrainingConfig withBatch(int value) {
    return new TrainingConfig(
        seed, steps, value, learningRate, weightDecay, checkpointEvery, control);
  }

  /** This with checkpoints at other intervals. */
  public TrainingConfig withCheckpointEvery(int value) {
    return new TrainingConfig(seed, steps, batch, learningRate, weightDecay, value, control);
  }

  /** This with another control. */
  public TrainingConfig withControl(Control value) {
    return new TrainingConfig(
        seed, steps, batch, learningRate, weightDecay, checkpointEvery, value);
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
