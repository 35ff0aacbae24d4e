package dev.strobe.models.training;

/**
 * What is done to the windows of a batch so that the head does not learn them by heart.
 *
 * @param dropout share of the values between layers that are left out
 * @param lagNoise most noise on the profiles of blocks; a batch has a uniform part of it
 * @param wholeNoise most noise on the profiles of windows, likewise
 * @param scalarNoise noise on the scalars, the same in all blocks of a window
 * @param reversed share of the full windows that run backwards
 * @param blinded share of the windows of which one view is left out
 */
public record Disturbance(
    double dropout,
    double lagNoise,
    double wholeNoise,
    double scalarNoise,
    double reversed,
    double blinded) {

  /** Checks the ranges. */
  public Disturbance {
    requireShare("dropout", dropout);
    requireShare("reversed", reversed);
    requireShare("blinded", blinded);
    if (dropout == 1) {
      throw new IllegalArgumentException("dropout must be below 1");
    }
    if (!(lagNoise >= 0 && wholeNoise >= 0 && scalarNoise >= 0)) {
      throw new IllegalArgumentException(
          "noise must not be negative but was %s, %s, %s"
              .formatted(lagNoise, wholeNoise, scalarNoise));
    }
  }

  /** What trained the shipped model. */
  public static Disturbance defaults() {
    return new Disturbance(0.3, 0.06, 0.042, 0.15, 0.5, 0.15);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1] but was " + value);
    }
  }
}
