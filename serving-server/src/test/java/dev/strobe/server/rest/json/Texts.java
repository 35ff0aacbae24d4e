package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Short ways to what the tests of this package read. */
final class Texts {
  static final TensorAllocator MEMORY = TensorAllocator.create(1 << 20);

  private Texts() {}

  static JsonText text(String json) {
    return text(json.getBytes(UTF_8));
  }

  static JsonText text(byte[] json) {
    return new JsonText(Arrays.copyOf(json, json.length + 1), json.length);
  }

  /** A signature of this name whose inputs have these types. */
  static Signature signature(String name, Map<String, DType> inputs) {
    Map<String, TensorSpec> specs = new HashMap<>();
    inputs.forEach(
        (alias, dtype) -> specs.put(alias, new TensorSpec(alias + ":0", dtype, Optional.empty())));
    return Signature.of(name, "tensorflow/serving/predict", specs, Map.of());
  }

  /** Finds the only signature there is, {@code serving_default} with these inputs. */
  static Function<String, Signature> only(Map<String, DType> inputs) {
    return name -> {
      if (!name.equals(Signature.DEFAULT_NAME)) {
        throw new ServingException(
            Code.INVALID_ARGUMENT,
            "Serving signature name: \"" + name + "\" not found in signature def");
      }
      return signature(name, inputs);
    };
  }
}
