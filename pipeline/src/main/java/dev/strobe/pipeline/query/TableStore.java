package dev.strobe.pipeline.query;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Parquet tables below one output directory, seen as the SQL views {@code videos}, {@code
 * frames}, {@code images} and {@code failures}. The engine is DuckDB, in memory, in this process.
 * For one thread.
 */
public final class TableStore implements AutoCloseable {
  private static final List<String> TABLES = List.of("videos", "frames", "images", "failures");

  private final Connection connection;

  private TableStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the tables of an output directory.
   *
   * @throws QueryException if the directory holds none of them
   */
  public static TableStore open(Path directory) throws QueryException {
    List<String> views = new ArrayList<>();
    for (String table : TABLES) {
      if (holdsParquet(directory.resolve(table))) {
        views.add(viewOf(directory, table));
      }
    }
    if (views.isEmpty()) {
      throw new QueryException(
          "no tables in output directory '%s': it should hold at least one of %s; run the main job"
                  .formatted(directory, String.join(", ", TABLES))
              + " with this --output first");
    }
    return connect(views);
  }

  private static boolean holdsParquet(Path directory) throws QueryException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.parquet")) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      throw new QueryException(
          "cannot list table directory '%s': %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static String viewOf(Path directory, String table) {
    String files = directory.resolve(table).resolve("*.parquet").toString().replace("'", "''");
    return "CREATE VIEW %s AS SELECT * FROM read_parquet('%s')".formatted(table, files);
  }

  private static TableStore connect(List<String> views) throws QueryException {
    TableStore store;
    try {
      store = new TableStore(DriverManager.getConnection("jdbc:duckdb:"));
    } catch (SQLException e) {
      throw new QueryException("cannot start the query engine: " + firstLine(e), e);
    }
    try (Statement statement = store.connection.createStatement()) {
      for (String view : views) {
        statement.execute(view);
      }
      return store;
    } catch (SQLException e) {
      store.close();
      throw new QueryException("cannot read the tables: " + firstLine(e), e);
    }
  }

  /**
   * Answers one SQL query.
   *
   * @throws QueryException if the engine refuses it, with the engine's reason
   */
  public ResultTable query(String sql) throws QueryException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<ResultTable.Column> columns = columnsOf(result.getMetaData());
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(rowOf(result, columns.size()));
      }
      return new ResultTable(columns, rows);
    } catch (SQLException e) {
      throw new QueryException("the query '%s' failed: %s".formatted(sql, firstLine(e)), e);
    }
  }

  private static List<ResultTable.Column> columnsOf(ResultSetMetaData meta) throws SQLException {
    List<ResultTable.Column> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(
          new ResultTable.Column(meta.getColumnLabel(i), alignmentOf(meta.getColumnType(i))));
    }
    return columns;
  }

  private static ResultTable.Alignment alignmentOf(int sqlType) {
    return switch (sqlType) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.FLOAT,
          Types.REAL,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          ResultTable.Alignment.RIGHT;
      default -> ResultTable.Alignment.LEFT;
    };
  }

  private static List<@Nullable String> rowOf(ResultSet result, int columns) throws SQLException {
    List<@Nullable String> row = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      row.add(result.getString(i));
    }
    return row;
  }

  private static String firstLine(SQLException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the in-memory query engine did not close", e);
    }
  }
}
