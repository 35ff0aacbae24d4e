package dev.strobe.pipeline;

import dev.strobe.pipeline.query.QueryException;
import dev.strobe.pipeline.serving.ServingPredictors;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.table.RunId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Help.Ansi;

/** The main job as a command: flags in, tables and a line a video out. */
final class CountCommand {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final PrintStream out;
  private final PrintStream err;

  CountCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the job and returns the status to exit with. */
  int run(String... args) {
    boolean verbose = given(args, "--verbose");
    if (given(args, "--help")) {
      PipelineOptionsFactory.printHelp(out, CountOptions.class);
      return DONE;
    }
    try {
      CountOptions options = Flags.parse(args);
      if (!given(args, "--enforce")) {
        trustOwnTransforms(options.as(DirectOptions.class));
      }
      return run(options);
    } catch (UsageException e) {
      return complain(USAGE, e, verbose);
    } catch (QueryException | RuntimeException e) {
      return complain(FAILED, e, verbose);
    }
  }

  private static boolean given(String[] args, String prefix) {
    return Arrays.stream(args).anyMatch(arg -> arg.startsWith(prefix));
  }

  /**
   * The DirectRunner encodes every element and compares it before and after each step, to catch
   * transforms that change their input. That is for tests: it costs many times the work itself.
   */
  private static void trustOwnTransforms(DirectOptions options) {
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
  }

  private static CountConfig configOf(CountOptions options) throws UsageException {
    try {
      return CountConfig.from(options);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private int run(CountOptions options) throws UsageException, QueryException {
    CountConfig asked = configOf(options);
    FileSystems.setDefaultPipelineOptions(options);
    Predictor.Factory predictors = ServingPredictors.of(asked.serving());
    CountConfig config = CountConfig.from(options, Preflight.check(asked, predictors));
    Pipeline pipeline = Pipeline.create(options);
    CountPipeline.build(pipeline, config, predictors, new RunId(UUID.randomUUID().toString()));
    PipelineResult.State state = await(pipeline, options);
    if (state != PipelineResult.State.DONE) {
      err.println("count: the run ended as " + state);
      return FAILED;
    }
    if (!config.output().contains("://")) {
      new RunReport(out, err).print(Path.of(config.output()));
    }
    return DONE;
  }

  private PipelineResult.State await(Pipeline pipeline, CountOptions options) {
    boolean onTerminal = Ansi.AUTO.enabled();
    if (!onTerminal || !options.getRunner().equals(DirectRunner.class)) {
      return pipeline.run().waitUntilFinish();
    }
    options.as(DirectOptions.class).setBlockOnRun(false);
    return new Progress(err).await(pipeline.run());
  }

  private int complain(int status, Exception e, boolean verbose) {
    if (verbose) {
      e.printStackTrace(err);
    } else {
      err.println("count: " + rootLine(e));
    }
    return status;
  }

  private static String rootLine(Exception e) {
    Throwable cause = e;
    while (cause instanceof Pipeline.PipelineExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
