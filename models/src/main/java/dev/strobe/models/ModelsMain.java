package dev.strobe.models;

import dev.strobe.models.dataset.WindowsCommand;
import dev.strobe.models.render.RenderCommand;
import dev.strobe.models.savedmodel.SavedModelCommand;
import dev.strobe.models.scene.RenderScenesCommand;
import dev.strobe.models.training.TrainCommand;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line of module {@code models}. A subcommand is a {@code Callable<Integer>} of the
 * package whose feature it is, and stands in {@link #subcommands()}.
 *
 * <p>A subcommand that fails answers with one line on stderr and exit code 1, a wrong command line
 * with 2; {@code --verbose} adds the stack trace.
 */
@Command(name = "models", description = "Renders, trains, exports and inspects Strobe's models.")
public final class ModelsMain implements Callable<Integer> {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field annotated with @Spec
  private ModelsMain() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command line and returns its exit code. */
  static int run(String... args) {
    var top = new ModelsMain();
    var commandLine = new CommandLine(top);
    subcommands().forEach(commandLine::addSubcommand);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true); // sets those of the subcommands too
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(describe(failure));
          if (top.verbose) {
            failure.printStackTrace(command.getErr());
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
    return commandLine.execute(args);
  }

  /** Every subcommand, in the order in which the help lists them. */
  private static List<Callable<Integer>> subcommands() {
    return List.of(
        new RenderCommand(),
        new RenderScenesCommand(),
        new WindowsCommand(),
        new TrainCommand(),
        new SavedModelCommand());
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "A subcommand is missing.");
  }

  private static String describe(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
