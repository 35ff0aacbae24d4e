package dev.strobe.pipeline;

import dev.strobe.pipeline.query.QueryException;
import dev.strobe.pipeline.query.ResultTable;
import dev.strobe.pipeline.query.TableStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the main job as a user starts it, with what it printed and wrote. */
record CountRun(int status, String out, String err, Path output) {

  static CountRun of(Path output, String... flags) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--output=" + output);
    all.add("--modelBasePath=" + Samples.MODELS);
    int status = new CountCommand(print(out), print(err)).run(all.toArray(String[]::new));
    return new CountRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), output);
  }

  List<List<@Nullable String>> query(String sql) throws QueryException {
    try (TableStore tables = TableStore.open(output)) {
      ResultTable answer = tables.query(sql);
      return answer.rows();
    }
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
