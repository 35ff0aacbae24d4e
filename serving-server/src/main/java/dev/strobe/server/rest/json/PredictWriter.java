package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the outputs of a run as the answer to a predict request. */
public final class PredictWriter {

  private PredictWriter() {}

  /**
   * Writes the answer, in the format of the request.
   *
   * @param outputs by alias, in the order of the answer
   * @throws ServingException INVALID_ARGUMENT if the outputs have no common rows but the request
   *     did, or are of a type that has no JSON form
   */
  public static void write(PredictFormat format, Map<String, Tensor> outputs, JsonOutput out) {
    List<Column> columns = new ArrayList<>();
    outputs.forEach(
        (alias, tensor) ->
            columns.add(new Column(alias.getBytes(UTF_8), new TensorWriter(alias, tensor, out))));
    if (format == PredictFormat.ROW) {
      rows(rowCount(outputs), columns, out);
    } else {
      whole(columns, out);
    }
  }

  private static long rowCount(Map<String, Tensor> outputs) {
    long rows = -1;
    for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
      Tensor tensor = output.getValue();
      if (tensor.rank() == 0) {
        throw invalid("Tensor name: %s has no shape information ".formatted(output.getKey()));
      }
      if (rows >= 0 && rows != tensor.dimension(0)) {
        throw invalid(
            "Tensor name: %s has inconsistent batch size: %d expecting: %d"
                .formatted(output.getKey(), tensor.dimension(0), rows));
      }
      rows = tensor.dimension(0);
    }
    return rows;
  }

  private static void rows(long rows, List<Column> columns, JsonOutput out) {
    out.text("{\n    \"predictions\": [");
    for (long row = 0; row < rows; row++) {
      if (columns.size() == 1) {
        out.text(row == 0 ? "" : ", ");
        columns.get(0).values().write(1);
      } else {
        out.text(row == 0 ? "\n        " : ",\n        ");
        object(columns, 1, "\n            ", out);
        out.text("\n        }");
      }
    }
    out.text(rows > 0 ? "\n    ]\n}" : "]\n}");
  }

  private static void whole(List<Column> columns, JsonOutput out) {
    out.text("{\n    \"outputs\": ");
    if (columns.size() == 1) {
      columns.get(0).values().write(0);
    } else {
      object(columns, 0, "\n        ", out);
      out.text("\n    }");
    }
    out.text("\n}");
  }

  private static void object(List<Column> columns, int axis, String indent, JsonOutput out) {
    String before = "{";
    for (Column column : columns) {
      out.text(before);
      out.text(indent);
      out.string(column.name());
      out.text(": ");
      column.values().write(axis);
      before = ",";
    }
  }

  private static ServingException invalid(String message) {
    return new ServingException(Code.INVALID_ARGUMENT, message);
  }

  @SuppressWarnings("ArrayRecordComponent") // holds them together for a loop, never compared
  private record Column(byte[] name, TensorWriter values) {}
}
