package dev.strobe.pipeline.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, as text.
 *
 * @param columns the columns, in the order of the SELECT list
 * @param rows one list a row, as long as {@code columns}; null where SQL says NULL
 */
public record ResultTable(List<Column> columns, List<List<@Nullable String>> rows) {

  public ResultTable {
    columns = List.copyOf(columns);
    List<List<@Nullable String>> copy = new ArrayList<>(rows.size());
    for (List<@Nullable String> row : rows) {
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }

  /** A column's name, and whether it holds numbers, which are set flush right. */
  public record Column(String name, Alignment alignment) {}

  /** How a column's cells are set. */
  public enum Alignment {
    LEFT,
    RIGHT
  }
}
