package dev.strobe.server.rest.json;

import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;

/** Reads the value of {@code inputs}: a tensor, or an object with a tensor for every input. */
final class ColumnReader {

  private ColumnReader() {}

  /**
   * The tensors of the value here.
   *
   * @throws ServingException INVALID_ARGUMENT for missing, ragged and mistyped ones, UNIMPLEMENTED
   *     for types that JSON values are not turned into
   */
  static Map<String, Tensor> read(JsonReader in, NamedInputs inputs) {
    if (in.kind() == JsonKind.OBJECT && !Base64Object.isAt(in)) {
      return named(in, inputs);
    }
    if (inputs.count() > 1) {
      throw ElementErrors.invalid(
          "inputs is a plain value/list, but expecting an object as multiple input tensors required"
              + " as per tensorinfo_map");
    }
    NamedInput only = inputs.get(0);
    return Map.of(only.name(), only.readWhole(in));
  }

  private static Map<String, Tensor> named(JsonReader in, NamedInputs inputs) {
    Map<String, Tensor> tensors = new TreeMap<>();
    try {
      for (boolean more = in.enterObject(); more; more = in.nextMember()) {
        NamedInput input = inputs.find(in.key());
        if (input == null || tensors.containsKey(input.name())) {
          in.skipValue();
        } else {
          tensors.put(input.name(), input.readWhole(in));
        }
      }
      for (int i = 0; i < inputs.count(); i++) {
        if (!tensors.containsKey(inputs.get(i).name())) {
          throw ElementErrors.invalid(
              "Missing named input: %s in 'inputs' object.".formatted(inputs.get(i).name()));
        }
      }
      return tensors;
    } catch (ServingException e) {
      tensors.values().forEach(Tensor::close);
      throw e;
    }
  }
}
