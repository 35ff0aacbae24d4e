package dev.strobe.models.training;

import dev.strobe.models.repnet.RepNetExport;
import dev.strobe.models.repnet.RepNetSpec;
import dev.strobe.models.repnet.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Subcommand {@code train}: trains the small repetition model and writes it as a SavedModel. */
@Command(name = "train", description = "Trains the small repetition model and exports it.")
public final class TrainCommand implements Callable<Integer> {

  private static final TrainingConfig DEFAULTS = TrainingConfig.defaults();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Version directory of the SavedModel, e.g. models/repnet-small/1.")
  private Path output;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      defaultValue = "out/checkpoints/repnet-small",
      description = "Where the run can be resumed from (default: ${DEFAULT-VALUE}).")
  private Path checkpoints;

  @Option(names = "--resume", description = "Go on from the newest checkpoint.")
  private boolean resume;

  @Option(names = "--seed", description = "Equal seeds give equal models (default: 1).")
  private long seed = DEFAULTS.seed();

  @Option(names = "--steps", description = "Batches to train on (default: ${DEFAULT-VALUE}).")
  private int steps = DEFAULTS.steps();

  @Option(
      names = "--control",
      description =
          "Take the answer out of the data, to see that nothing is learnt without it:"
              + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Control control = DEFAULTS.control();

  @Option(
      names = "--evaluation-windows",
      paramLabel = "N",
      defaultValue = "8192",
      description = "Fresh windows to measure the model on (default: ${DEFAULT-VALUE}).")
  private int evaluationWindows;

  @Spec private CommandSpec spec;

  /** For picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RepNetSpec sizes = RepNetSpec.defaults();
    TrainingConfig config = DEFAULTS.withSeed(seed).withSteps(steps).withControl(control);
    try (Trainer trainer = new Trainer(sizes, config, checkpoints, new Progress(out, steps))) {
      Weights weights = resume ? trainer.resume() : trainer.train();
      out.printf("%d weights%n", weights.count());
      out.println(trainer.evaluate(evaluationWindows).describe());
      out.println("wrote " + RepNetExport.write(sizes, weights, output));
    }
    return 0;
  }

  private record Progress(PrintWriter out, int steps) implements TrainingListener {

    @Override
    public void onResume(int step) {
      out.printf("resumed after step %d%n", step);
      out.flush();
    }

    @Override
    public void onCheckpoint(int step, double meanLoss) {
      out.printf("step %d of %d, loss %.4f%n", step, steps, meanLoss);
      out.flush();
    }
  }
}
