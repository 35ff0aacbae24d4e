package dev.strobe.pipeline;

import dev.strobe.pipeline.query.QueryException;
import dev.strobe.pipeline.query.ResultTable;
import dev.strobe.pipeline.query.TableStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a user is told after a run: a line a video, and what could not be counted. */
final class RunReport {
  private static final String VIDEOS =
      """
      SELECT regexp_extract(video_uri, '[^/]*$') AS name, repetitions, completed,
             period_seconds, coalesce(confidence, score), stride
      FROM videos ORDER BY name, video_uri""";
  private static final String FAILURES =
      "SELECT regexp_extract(uri, '[^/]*$') AS name, stage, error, message FROM failures"
          + " ORDER BY name, occurred_at";

  private final PrintStream out;
  private final PrintStream err;

  RunReport(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Prints the counts of a run on standard output and its failures on standard error. */
  void print(Path output) throws QueryException {
    try (TableStore tables = TableStore.open(output)) {
      ResultTable videos = tables.query(VIDEOS);
      int width = videos.rows().stream().mapToInt(row -> text(row, 0).length()).max().orElse(0);
      videos.rows().forEach(row -> out.println(line(row, width)));
      ResultTable failures = tables.query(FAILURES);
      if (!failures.rows().isEmpty()) {
        err.printf("%d failures, also in the table 'failures':%n", failures.rows().size());
        failures.rows().forEach(row -> err.println("  " + failure(row)));
      }
    }
  }

  private static String line(List<@Nullable String> row, int width) {
    return String.format(
        Locale.ROOT,
        "%-"
            + Math.max(1, width)
            + "s  %8.2f repetitions  %4s completed  period %s s"
            + "  confidence %s  stride %s",
        text(row, 0),
        Double.parseDouble(text(row, 1)),
        text(row, 2),
        number(row.get(3), 6),
        number(row.get(4), 4),
        text(row, 5));
  }

  private static String number(@Nullable String value, int width) {
    return value == null
        ? " ".repeat(width - 1) + "-"
        : String.format(Locale.ROOT, "%" + width + ".2f", Double.parseDouble(value));
  }

  private static String failure(List<@Nullable String> row) {
    return "%s (%s, %s): %s".formatted(text(row, 0), text(row, 1), text(row, 2), text(row, 3));
  }

  private static String text(List<@Nullable String> row, int column) {
    @Nullable String value = row.get(column);
    return value == null ? "-" : value;
  }
}
