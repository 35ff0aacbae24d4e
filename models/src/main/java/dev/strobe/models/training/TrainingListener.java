package dev.strobe.models.training;

/** Told how training goes on, in the thread that trains. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** A run goes on after {@code step} steps of an earlier one. */
  default void onResume(int step) {}

  /** A checkpoint was written after {@code step} steps, the last of which had a mean loss. */
  default void onCheckpoint(int step, double meanLoss) {}
}
