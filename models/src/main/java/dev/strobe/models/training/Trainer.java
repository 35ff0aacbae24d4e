package dev.strobe.models.training;

import dev.strobe.models.repnet.RepNetSpec;
import dev.strobe.models.repnet.Weights;
import dev.strobe.models.synthetic.SyntheticWindows;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Trains the small repetition model on an endless stream of synthetic windows.
 *
 * <p>A step's windows, its learning rate and the optimiser's decay depend on the configuration and
 * the step's number alone, so a run that goes on from a checkpoint ends with exactly the weights of
 * one that was never interrupted. One instance trains once, in the caller's thread.
 */
public final class Trainer implements AutoCloseable {

  private static final int EVALUATION_BATCH = 256;

  private final RepNetSpec spec;
  private final TrainingConfig config;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final TrainingGraph graph;

  /** A trainer that keeps its checkpoints in the given directory. */
  public Trainer(
      RepNetSpec spec, TrainingConfig config, Path checkpoints, TrainingListener listener) {
    this.spec = spec;
    this.config = config;
    this.checkpoints = new Checkpoints(checkpoints);
    this.listener = listener;
    this.graph = TrainingGraph.create(spec, config.seed());
  }

  /**
   * Trains from the beginning.
   *
   * @throws IllegalStateException if the directory holds a checkpoint, which would be lost
   */
  public Weights train() {
    checkpoints
        .latest()
        .ifPresent(
            found -> {
              throw new IllegalStateException(
                  found.getParent() + " would be lost: resume from it, or remove it");
            });
    return trainAfter(0);
  }

  /**
   * Goes on from the newest checkpoint, or trains from the beginning if there is none.
   *
   * @throws IllegalStateException if the checkpoint is of another configuration
   */
  public Weights resume() {
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

  /**
   * Measures the weights as they are now on windows never trained on. Under {@link
   * Control#MOTIONLESS} these windows stand still as well.
   */
  public Evaluation evaluate(int windows) {
    SyntheticWindows source = windows(~config.seed());
    Evaluator evaluator = new Evaluator(spec.periods());
    for (int first = 0; first < windows; first += EVALUATION_BATCH) {
      int count = Math.min(EVALUATION_BATCH, windows - first);
      Batch batch = Batch.of(spec, source, first, count);
      evaluator.add(batch, graph.answer(batch));
    }
    return evaluator.result();
  }

  @Override
  public void close() {
    graph.close();
  }

  private Weights trainAfter(int done) {
    SyntheticWindows source = windows(config.seed());
    double losses = 0;
    int counted = 0;
    for (int step = done + 1; step <= config.steps(); step++) {
      losses += graph.step(batch(source, step), config, step);
      counted++;
      if (step % config.checkpointEvery() == 0 || step == config.steps()) {
        var state = new TrainingState(step, config.toString());
        checkpoints.write(step, prefix -> graph.save(prefix, state));
        listener.onCheckpoint(step, losses / counted);
        losses = 0;
        counted = 0;
      }
    }
    return graph.weights();
  }

  private Batch batch(SyntheticWindows source, int step) {
    long first = (long) (step - 1) * config.batch();
    return config.control() == Control.SHUFFLED
        ? Batch.shuffled(spec, source, first, config.batch())
        : Batch.of(spec, source, first, config.batch());
  }

  private SyntheticWindows windows(long seed) {
    return config.control() == Control.MOTIONLESS
        ? SyntheticWindows.motionless(seed)
        : SyntheticWindows.moving(seed);
  }
}
