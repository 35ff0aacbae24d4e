package dev.strobe.models.repnet;

/**
 * What of the joint model may be chosen; its windows, views and profiles are fixed.
 *
 * @param hidden width of the first layer of the head
 * @param shared width in which a block is told to its neighbours
 * @param mixed width of the layers that know a block's neighbours
 * @param samples what stands for the frames of a stride
 */
public record JointSpec(int hidden, int shared, int mixed, SampleRule samples) {

  /** Width and height in pixels of what is looked at, a region of a frame. */
  public static final int SIDE = 48;

  /** Width and height in pixels of the grey frames of requests. */
  public static final int FRAME_SIDE = 96;

  /** Samples that are compared with one another. */
  public static final int WINDOW = 64;

  /** Samples from one window to the next. */
  public static final int HOP = 32;

  /** Samples that share one answer. */
  public static final int BLOCK = 4;

  /** Answers for a window. */
  public static final int BLOCKS = WINDOW / BLOCK;

  /** Period classes; class {@code c} means {@code c + 1} samples. */
  public static final int PERIODS = 32;

  /** Checks the ranges. */
  public JointSpec {
    requirePositive("hidden", hidden);
    requirePositive("shared", shared);
    requirePositive("mixed", mixed);
  }

  /** What is shipped. */
  public static JointSpec defaults() {
    return new JointSpec(192, 64, 96, SampleRule.MEAN);
  }

  /** This with layers of other widths. */
  public JointSpec withWidths(int first, int told, int knowing) {
    return new JointSpec(first, told, knowing, samples);
  }

  /** This with other samples. */
  public JointSpec withSamples(SampleRule rule) {
    return new JointSpec(hidden, shared, mixed, rule);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive but was " + value);
    }
  }
}
