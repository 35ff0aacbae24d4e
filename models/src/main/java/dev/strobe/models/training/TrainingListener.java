package dev.strobe.models.training;

import dev.strobe.models.repnet.Weights;
import java.io.IOException;

/** Told how training goes on, in the thread that trains. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** A run goes on after {@code step} steps of an earlier one. */
  default void onResume(int step) throws IOException {}

  /** A checkpoint was written. */
  default void onCheckpoint(Progress progress) throws IOException {}

  /**
   * How far a run is.
   *
   * @param step steps done
   * @param meanLoss mean loss of the steps since the checkpoint before
   * @param validation what the model says of windows it is not trained on
   * @param weights the weights at this step
   */
  record Progress(int step, double meanLoss, Evaluation validation, Weights weights) {}
}
