package dev.strobe.models.training;

import dev.strobe.models.repnet.JointExport;
import dev.strobe.models.repnet.JointSpec;
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
  private static final int TELL_EVERY = 25;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "Version directory of the SavedModel, e.g. models/repnet-small/1; written anew at every"
              + " checkpoint.")
  private Path output;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "out/windows",
      description = "Where the windows are kept that are drawn first (default: ${DEFAULT-VALUE}).")
  private Path data;

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
      names = "--clip-batches",
      paramLabel = "N",
      description = "Batches of 20 clips to draw windows of (default: ${DEFAULT-VALUE}).")
  private int clipBatches = DEFAULTS.clipBatches();

  @Option(
      names = "--hard-batches",
      paramLabel = "N",
      description =
          "Batches of 20 clips of hard negatives to draw beside those (default:"
              + " ${DEFAULT-VALUE}).")
  private int hardBatches = DEFAULTS.hardBatches();

  @Option(
      names = "--validation-batches",
      paramLabel = "N",
      defaultValue = "48",
      description = "Batches of 20 clips to measure on (default: ${DEFAULT-VALUE}).")
  private int validationBatches;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description =
          "Batches of clips drawn at once; the windows are the same (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--control",
      description =
          "Take the answer out of the data, to see that nothing is learnt without it:"
              + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Control control = DEFAULTS.control();

  @Spec private CommandSpec spec;

  /** For picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    TrainingConfig config =
        DEFAULTS
            .withSeed(seed)
            .withSteps(steps)
            .withClipBatches(clipBatches)
            .withHardBatches(hardBatches)
            .withControl(control);
    JointSpec sizes = JointSpec.defaults();
    TrainingWindows windows =
        TrainingWindows.in(data, config, validationBatches, threads, done -> tell(out, done));
    out.printf("%d windows to train on%n", windows.training().count());
    try (Trainer trainer = new Trainer(sizes, config, windows, checkpoints, new Teller(sizes))) {
      Weights weights = resume ? trainer.resume() : trainer.train();
      out.printf("%d weights%n", weights.count());
      out.println(trainer.evaluate().describe());
      out.println("wrote " + JointExport.write(sizes, weights, output));
    }
    return 0;
  }

  private void tell(PrintWriter out, int done) {
    if (done % TELL_EVERY == 0) {
      out.printf("%d of %d batches of clips%n", done, clipBatches + hardBatches);
      out.flush();
    }
  }

  /** Says how training goes on, and keeps its curve and its newest model. */
  private final class Teller implements TrainingListener {

    private final JointSpec sizes;
    private final LearningCurve curve = new LearningCurve(checkpoints.resolve("curve.csv"));

    Teller(JointSpec sizes) {
      this.sizes = sizes;
    }

    @Override
    public void onResume(int step) throws IOException {
      curve.cutAfter(step);
      say("resumed after step %d%n", step);
    }

    @Override
    public void onCheckpoint(Progress progress) throws IOException {
      curve.add(progress);
      Path written = JointExport.write(sizes, progress.weights(), output);
      say(
          "step %d of %d, loss %.4f; %s; wrote %s%n",
          progress.step(), steps, progress.meanLoss(), progress.validation().describe(), written);
    }

    private void say(String format, Object... values) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf(format, values);
      out.flush();
    }
  }
}
