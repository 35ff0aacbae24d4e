package dev.strobe.models.training;

/** Training on data from which nothing can be learnt: what is learnt all the same is a leak. */
public enum Control {
  /** No control: windows with their own labels. */
  NONE,
  /** Every window bears the labels of another. */
  SHUFFLED,
  /** Every motion stands still; the labels are as if it moved. */
  MOTIONLESS
}
