package dev.strobe.pipeline.query;

import picocli.CommandLine;

/** Entry of the query command. */
public final class QueryMain {

  private QueryMain() {}

  /** Answers a query and ends the process: 0 if answered, 2 with one line on stderr if not. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new QueryCommand());
    command.setStopAtPositional(true);
    command.setParameterExceptionHandler(
        (e, arguments) -> complain(e.getCommandLine(), e.getMessage()));
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          if (e instanceof QueryException) {
            return complain(failed, e.getMessage());
          }
          throw e;
        });
    return command;
  }

  private static int complain(CommandLine command, String message) {
    command.getErr().println("query: " + message);
    return CommandLine.ExitCode.USAGE;
  }
}
