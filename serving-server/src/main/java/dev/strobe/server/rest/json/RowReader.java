package dev.strobe.server.rest.json;

import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;

/** Reads the value of {@code instances}: a list of rows, each a value or an object of values. */
final class RowReader {
  private final JsonReader in;
  private final NamedInputs inputs;

  private RowReader(JsonReader in, NamedInputs inputs) {
    this.in = in;
    this.inputs = inputs;
  }

  /**
   * The tensors of the list here, which is not empty.
   *
   * @throws ServingException INVALID_ARGUMENT naming the first row that does not fit
   */
  static Map<String, Tensor> read(JsonReader in, NamedInputs inputs) {
    return new RowReader(in, inputs).read();
  }

  private Map<String, Tensor> read() {
    int start = in.position();
    boolean filled = in.enterArray();
    assert filled;
    if (isObject()) {
      return objects();
    }
    if (inputs.count() > 1) {
      throw ElementErrors.invalid(
          "instances is a plain list, but expecting list of objects as multiple input tensors"
              + " required as per tensorinfo_map");
    }
    in.moveTo(start);
    return values(start);
  }

  private boolean isObject() {
    return in.peek() == '{' && !Base64Object.isAt(in);
  }

  private Map<String, Tensor> objects() {
    int row = 0;
    do {
      if (!isObject()) {
        throw ElementErrors.invalid(
            "Expecting object but got list at item %d of input list".formatted(row));
      }
      object(row);
      row++;
    } while (in.nextElement());
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int i = 0; i < inputs.count(); i++) {
      tensors.put(inputs.get(i).name(), inputs.get(i).toTensor(row));
    }
    return tensors;
  }

  private void object(int row) {
    int start = in.position();
    int found = 0;
    for (boolean more = in.enterObject(); more; more = in.nextMember()) {
      JsonString key = in.key();
      NamedInput input = inputs.find(key);
      if (input == null) {
        throw failed(
            " key: " + key,
            row,
            ElementErrors.invalid("JSON object: does not have named input: " + key));
      }
      if (input.isReadIn(row)) {
        in.skipValue();
        continue;
      }
      try {
        input.readRow(in, row);
      } catch (ServingException e) {
        throw failed(" key: " + key, row, e);
      }
      found++;
    }
    if (found < inputs.count()) {
      in.moveTo(start);
      throw ElementErrors.invalid(
          "Failed to process element: %d of 'instances' list. JSON object: %s keys must be equal to: %s"
              .formatted(row, JsonExcerpt.of(in), inputs.names()));
    }
  }

  private static ServingException failed(String where, int row, ServingException why) {
    return ElementErrors.invalid(
        "Failed to process element: %d%s of 'instances' list. Error: %s: %s"
            .formatted(row, where, why.code(), why.getMessage()));
  }

  /**
   * As one value if it is well made, which is the quick way, else row by row to say what is not.
   */
  private Map<String, Tensor> values(int start) {
    NamedInput input = inputs.get(0);
    try {
      return Map.of(input.name(), input.readWhole(in));
    } catch (ServingException e) {
      input.close();
      in.moveTo(start);
      return Map.of(input.name(), input.toTensor(rows(input)));
    }
  }

  private int rows(NamedInput input) {
    boolean filled = in.enterArray();
    assert filled;
    int row = 0;
    do {
      if (isObject()) {
        throw ElementErrors.invalid(
            "Expecting value/list but got object at item %d of input list".formatted(row));
      }
      try {
        input.readRow(in, row);
      } catch (ServingException e) {
        throw failed("", row, e);
      }
      row++;
    } while (in.nextElement());
    return row;
  }
}
