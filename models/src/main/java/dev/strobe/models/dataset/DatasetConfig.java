package dev.strobe.models.dataset;

import dev.strobe.models.repnet.SampleRule;
import java.util.List;
import java.util.stream.IntStream;

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

  /** What the clips of a batch are drawn from. */
  enum Scenes {
    /** A figure before a backdrop that repeats, or does not, in every clip. */
    FIGURES,
    /** Repetitions and what resembles them, of all kinds. */
    ALL,
    /** Nothing that repeats, and mostly a camera that moves. */
    HARD_NEGATIVES
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
    return new DatasetConfig(1, 5, 12, SampleRule.MEAN, Motion.DRAWN);
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

  /**
   * Numbers of batches of clips: the first {@code clipBatches}, and {@code hardBatches} of those
   * after them that hold hard negatives alone.
   */
  public List<Integer> batches(int clipBatches, int hardBatches) {
    IntStream hard =
        IntStream.iterate(clipBatches, batch -> batch + 1)
            .filter(batch -> scenes(batch) == Scenes.HARD_NEGATIVES)
            .limit(hardBatches);
    return IntStream.concat(IntStream.range(0, clipBatches), hard).boxed().toList();
  }

  /**
   * What a batch of clips is drawn from: hard negatives now and then, else either of the others.
   */
  Scenes scenes(int batch) {
    if (batch % hardEvery == hardEvery - 1) {
      return Scenes.HARD_NEGATIVES;
    }
    return batch % 2 == 0 ? Scenes.FIGURES : Scenes.ALL;
  }
}
