package dev.strobe.models.synthetic;

import java.util.SplittableRandom;

/** The random draws of one sample: a stream of its own, fixed by seed and index. */
public final class Draws {

  private final SplittableRandom random;

  private Draws(SplittableRandom random) {
    this.random = random;
  }

  /**
   * The stream of sample {@code index}. Both numbers are scrambled first: streams of a {@link
   * SplittableRandom} from neighbouring seeds can be one another's shifted copies.
   */
  public static Draws of(long seed, long index) {
    return new Draws(new SplittableRandom(scramble(scramble(seed) + index)));
  }

  /** A number in [from, to). */
  public double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A number in [from, to) whose logarithm is uniform. */
  public double logUniform(double from, double to) {
    return Math.exp(uniform(Math.log(from), Math.log(to)));
  }

  public double gaussian() {
    return random.nextGaussian();
  }

  public double[] gaussians(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  /** True with the given probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** An integer in [from, to). */
  public int integer(int from, int to) {
    return random.nextInt(from, to);
  }

  public double oneOf(double... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public int oneOf(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** The finishing mix of MurmurHash3, 64 bits. */
  private static long scramble(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
