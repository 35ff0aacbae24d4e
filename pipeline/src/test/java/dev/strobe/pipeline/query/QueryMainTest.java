package dev.strobe.pipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QueryMainTest {
  @TempDir private Path output;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void alignedTableSetsNumbersFlushRightAndNamesNull() throws Exception {
    writeVideos("VALUES ('a.mp4', 3.5), ('long-name.mp4', NULL)");

    int exit = run("SELECT", "video_uri,", "repetitions", "FROM", "videos", "ORDER", "BY", "1");

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("video_uri     | repetitions", "a.mp4         |         3.5")
        .contains("long-name.mp4 |        NULL");
  }

  @Test
  void csvIsHeaderAndRowsAndNothingElse() throws Exception {
    writeVideos("VALUES ('a,b.mp4', 3.5), ('c.mp4', NULL)");

    int exit = run("--csv", "SELECT * FROM videos ORDER BY 1");

    assertThat(exit).isZero();
    assertThat(out.toString()).isEqualTo("video_uri,repetitions\n\"a,b.mp4\",3.5\nc.mp4,\n");
  }

  @Test
  void wordsAfterTheFirstOfTheQueryAreNeverOptions() throws Exception {
    writeVideos("VALUES ('a.mp4', 3.5)");

    assertThat(run("SELECT", "1", "AS", "one", "--csv")).isZero();
    assertThat(out.toString()).startsWith("+-");
  }

  @Test
  void directoryWithoutTablesIsOneLine() {
    assertThat(run("SELECT 1")).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains(output.toString(), "videos, frames, images, failures");
  }

  @Test
  void refusedQueryIsOneLineWithTheReason() throws Exception {
    writeVideos("VALUES ('a.mp4', 3.5)");

    assertThat(run("SELECT nothing FROM videos")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("SELECT nothing FROM videos", "nothing");
  }

  @Test
  void missingQueryIsOneLine() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("SQL");
  }

  private int run(String... args) {
    CommandLine command =
        QueryMain.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] all = new String[args.length + 1];
    all[0] = "--output=" + output;
    System.arraycopy(args, 0, all, 1, args.length);
    return command.execute(all);
  }

  private void writeVideos(String values) throws SQLException, IOException {
    Path directory = Files.createDirectories(output.resolve("videos"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM (%s) AS t(video_uri, repetitions)) TO '%s' (FORMAT parquet)"
              .formatted(values, directory.resolve("part.parquet")));
    }
  }
}
