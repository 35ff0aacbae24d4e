package dev.strobe.pipeline.query;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Entry of the query command. */
public final class QueryMain {

  private QueryMain() {}

  /**
   * Answers a query, in UTF-8 whatever the locale, and ends the process: 0 if answered, 2 with one
   * line on stderr if not. It halts, since Maven, whose process this may be, writes a terminal
   * reset to standard output on a regular exit, and a CSV should end where its rows end.
   */
  public static void main(String[] args) {
    PrintWriter out =
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    int status = commandLine().setOut(out).execute(args);
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new QueryCommand());
    command.setStopAtPositional(true);
    command.setParameterExceptionHandler((e, arguments) -> complain(e.getCommandLine(), e));
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          if (e instanceof QueryException) {
            return complain(failed, e);
          }
          throw e;
        });
    return command;
  }

  private static int complain(CommandLine command, Exception e) {
    command.getErr().println("query: " + e.getMessage());
    return CommandLine.ExitCode.USAGE;
  }
}
