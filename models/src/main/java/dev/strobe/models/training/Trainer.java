package dev.strobe.models.training;

import dev.strobe.models.dataset.StoredWindows;
import dev.strobe.models.repnet.JointSpec;
import dev.strobe.models.repnet.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains the head of the model on windows drawn before.
 *
 * <p>A step's windows, its noise, its learning rate and the optimiser's decay depend on the
 * configuration and the step's number alone, so a run that goes on from a checkpoint ends with
 * exactly the weights of one that was never interrupted. One instance trains once, in the caller's
 * thread.
 */
public final class Trainer implements AutoCloseable {

  private static final int EVALUATION_BATCH = 256;

  private final TrainingConfig config;
  private final TrainingWindows windows;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final TrainingGraph graph;

  /** A trainer that keeps its checkpoints in the given directory. */
  public Trainer(
      JointSpec spec,
      TrainingConfig config,
      TrainingWindows windows,
      Path checkpoints,
      TrainingListener listener) {
    this.config = config;
    this.windows = windows;
    this.checkpoints = new Checkpoints(checkpoints);
    this.listener = listener;
    this.graph = TrainingGraph.create(spec, config);
  }

  /**
   * Trains from the beginning.
   *
   * @throws IllegalStateException if the directory holds a checkpoint, which would be lost
   * @throws IOException if the listener throws it
   */
  public Weights train() throws IOException {
    Optional<Path> found = checkpoints.latest();
    if (found.isPresent()) {
      throw new IllegalStateException(
          found.get().getParent() + " would be lost: resume from it, or remove it");
    }
    return trainAfter(0);
  }

  /**
   * Goes on from the newest checkpoint, or trains from the beginning if there is none.
   *
   * @throws IllegalStateException if the checkpoint is of another configuration
   * @throws IOException if the listener throws it
   */
  public Weights resume() throws IOException {
    Optional<Path> latest = checkpoints.latest();
    if (latest.isEmpty()) {
      return trainAfter(0);
    }
    TrainingState state = graph.restore(latest.get());
    if (!state.config().equals(config.toString())) {
      throw new IllegalStateException(
          latest.get().getParent()
              + " is of a run with "
              + state.config()
              + " but this one has "
              + config);
    }
    listener.onResume(state.step());
    return trainAfter(state.step());
  }

  /** Measures the weights as they are now on windows never trained on. */
  public Evaluation evaluate() {
    StoredWindows source = windows.validation();
    int count = source.count();
    Evaluator evaluator = new Evaluator(JointSpec.PERIODS);
    for (int first = 0; first < count; first += EVALUATION_BATCH) {
      Batch batch = new Batch(Math.min(EVALUATION_BATCH, count - first));
      for (int i = 0; i < batch.windows(); i++) {
        batch.setFeatures(i, source.at(first + i));
        batch.setLabels(i, source.at(first + i));
      }
      evaluator.add(batch, graph.answer(batch));
    }
    return evaluator.result();
  }

  @Override
  public void close() {
    graph.close();
  }

  private Weights trainAfter(int done) throws IOException {
    Batches batches = new Batches(windows.training(), config);
    double losses = 0;
    int counted = 0;
    for (int step = done + 1; step <= config.steps(); step++) {
      losses += graph.step(batches.at(step), config, step);
      counted++;
      if (step % config.checkpointEvery() == 0 || step == config.steps()) {
        var state = new TrainingState(step, config.toString());
        checkpoints.write(step, prefix -> graph.save(prefix, state));
        listener.onCheckpoint(
            new TrainingListener.Progress(step, losses / counted, evaluate(), graph.weights()));
        losses = 0;
        counted = 0;
      }
    }
    return graph.weights();
  }
}
