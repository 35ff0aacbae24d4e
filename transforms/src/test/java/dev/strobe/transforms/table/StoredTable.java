package dev.strobe.transforms.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads tables back, as somebody with another program would. */
final class StoredTable {
  private StoredTable() {}

  /** All rows of a table, column by column. */
  static List<Map<String, Object>> rows(Path output, Table table) throws IOException, SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + files(output, table))) {
      while (result.next()) {
        Map<String, Object> columns = new TreeMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          Object value = result.getObject(i);
          columns.put(
              result.getMetaData().getColumnName(i),
              value instanceof OffsetDateTime time ? time.toInstant() : value);
        }
        rows.add(columns);
      }
    }
    return rows;
  }

  /** Names and types, in order. */
  static List<String> columns(Path output, Table table) throws IOException, SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("DESCRIBE SELECT * FROM " + files(output, table))) {
      while (result.next()) {
        columns.add(result.getString(1) + " " + result.getString(2));
      }
    }
    return columns;
  }

  private static String files(Path output, Table table) throws IOException {
    try (Stream<Path> files = Files.list(output.resolve(table.directory()))) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".parquet"))
          .map(file -> "'" + file.replaceAll("([\\[{])", "[$1]") + "'")
          .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }
  }
}
