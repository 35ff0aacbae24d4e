package dev.strobe.models.dataset;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Subcommand {@code windows}: draws windows ahead of the training that needs them. */
@Command(name = "windows", description = "Draws windows to train on, ahead of training.")
public final class WindowsCommand implements Callable<Integer> {

  private static final int TELL_EVERY = 10;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "out/windows",
      description = "Where the windows are kept (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(names = "--seed", description = "Equal seeds give equal windows (default: 1).")
  private long seed = DatasetConfig.defaults().seed();

  @Option(
      names = "--clip-batches",
      paramLabel = "N",
      required = true,
      description = "Batches of 20 clips to draw windows of.")
  private int clipBatches;

  @Option(names = "--threads", description = "Batches drawn at once (default: 1).")
  private int threads = 1;

  @Spec private CommandSpec spec;

  /** For picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public WindowsCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    DatasetConfig config = DatasetConfig.defaults().withSeed(seed);
    StoredWindows windows =
        new DatasetDrawing(config, data, threads)
            .windows(config.batches(clipBatches, 0), done -> tell(out, done));
    out.printf("%d windows in %s%n", windows.count(), data);
    return 0;
  }

  private void tell(PrintWriter out, int done) {
    if (done % TELL_EVERY == 0) {
      out.printf("%d of %d batches of clips%n", done, clipBatches);
      out.flush();
    }
  }
}
