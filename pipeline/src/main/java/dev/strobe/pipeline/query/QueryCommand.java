package dev.strobe.pipeline.query;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query [--output=DIR] [--csv] SQL...}: prints the answer on standard output. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "SQL over the tables of a run: videos, frames, images, failures.")
final class QueryCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      defaultValue = "out",
      paramLabel = "DIR",
      description = "where the main job wrote its tables (default: ${DEFAULT-VALUE})")
  private Path output = Path.of("out");

  @Option(names = "--csv", description = "print CSV with a header, and nothing else")
  private boolean csv;

  @Parameters(arity = "1..*", paramLabel = "SQL", description = "the query; its words are joined")
  private List<String> words = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws QueryException {
    try (TableStore tables = TableStore.open(output)) {
      ResultTable answer = tables.query(String.join(" ", words));
      PrintWriter out = spec.commandLine().getOut();
      (csv ? TableFormat.CSV : TableFormat.ALIGNED).write(answer, out);
      out.flush();
      return 0;
    }
  }
}
