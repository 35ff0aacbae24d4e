package dev.strobe.pipeline.query;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** How an answer is written. */
public enum TableFormat {
  /** Columns aligned for the eye; NULL is written as such. */
  ALIGNED {
    @Override
    public void write(ResultTable table, Appendable out) {
      append(
          out,
          AsciiTable.getTable(
              AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, table.rows(), columns(table)));
      append(out, System.lineSeparator());
    }
  },
  /** RFC 4180 with a header row and LF line ends; NULL is an empty field. */
  CSV {
    @Override
    public void write(ResultTable table, Appendable out) {
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setRecordSeparator('\n')
              .setHeader(
                  table.columns().stream().map(ResultTable.Column::name).toArray(String[]::new))
              .get();
      try {
        new CSVPrinter(out, format).printRecords(table.rows());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  };

  private static final int MAX_CELL_WIDTH = 400;

  /** Writes the whole table, ending with a line end. */
  public abstract void write(ResultTable table, Appendable out);

  private static List<ColumnData<List<@Nullable String>>> columns(ResultTable table) {
    List<ColumnData<List<@Nullable String>>> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(column(table.columns().get(i), i));
    }
    return columns;
  }

  private static ColumnData<List<@Nullable String>> column(ResultTable.Column column, int index) {
    HorizontalAlign align =
        column.alignment() == ResultTable.Alignment.RIGHT
            ? HorizontalAlign.RIGHT
            : HorizontalAlign.LEFT;
    return new Column()
        .header(column.name())
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(MAX_CELL_WIDTH, OverflowBehaviour.ELLIPSIS_RIGHT)
        .with(row -> cell(row.get(index)));
  }

  private static String cell(@Nullable String value) {
    return value == null ? "NULL" : value;
  }

  private static void append(Appendable out, String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
