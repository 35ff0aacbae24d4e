package dev.strobe.models.dataset;

import dev.strobe.models.repnet.SampleRule;

/**
 * What windows are drawn.
 *
 * @param seed fixes every clip and window
 * @param windowsPerClip windows taken of each clip that is long enough
 * @param hardEvery every how many batches of clips hold hard negatives alone
 * @param samples what stands for the frames of a stride
 * @param motion whether anything moves
 */
public record DatasetConfig(
    long seed, int windowsPerClip, int hardEvery, SampleRule samples, Motion motion) {

  /** Whether anything moves in the clips. */
  public enum Motion {
    /** Clips as they are drawn. */
    DRAWN,
    /** Every clip shows its first frame all the time; the labels are as if it moved. */
    NONE
  }

  /** Checks the ranges. */
  public DatasetConfig {
    if (windowsPerClip < 1 || hardEvery < 2) {
      throw new IllegalArgumentException(
          "windowsPerClip must be at least 1 and hardEvery at least 2 but were %d and %d"
              .formatted(windowsPerClip, hardEvery));
    }
  }

  /** What trains the shipped model. */
  public static DatasetConfig defaults() {
    return new DatasetConfig(1, 5, 10, SampleRule.MEAN, Motion.DRAWN);
  }

  /** This with another seed. */
  public DatasetConfig withSeed(long value) {
    return new DatasetConfig(value, windowsPerClip, hardEvery, samples, motion);
  }

  /** This with other samples. */
  public DatasetConfig withSamples(SampleRule rule) {
    return new DatasetConfig(seed, windowsPerClip, hardEvery, rule, motion);
  }

  /** This with or without motion. */
  public DatasetConfig withMotion(Motion value) {
    return new DatasetConfig(seed, windowsPerClip, hardEvery, samples, value);
  }

  /** Whether a batch of clips holds hard negatives alone. */
  boolean isHard(int batch) {
    return batch % hardEvery == hardEvery - 1;
  }
}
