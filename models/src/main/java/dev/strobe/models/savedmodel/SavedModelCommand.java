package dev.strobe.models.savedmodel;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Subcommand {@code saved-model}: looks at SavedModels and tries them. */
@Command(
    name = "saved-model",
    description = "Shows and runs SavedModels.",
    subcommands = {ShowCommand.class, RunCommand.class})
public final class SavedModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** For picocli, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  public SavedModelCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say show or run.");
  }
}
