package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One way to run a model: named tensors in, named tensors out.
 *
 * @param name the signature's key, such as {@code serving_default}
 * @param methodName what the exporter says it does, such as {@code tensorflow/serving/predict}
 * @param inputs by alias, sorted
 * @param outputs by alias, sorted
 * @param optionalInputs aliases of the inputs that the model fills in where a request leaves them
 *     out
 */
public record Signature(
    String name,
    String methodName,
    SortedMap<String, TensorSpec> inputs,
    SortedMap<String, TensorSpec> outputs,
    Set<String> optionalInputs) {

  /** The signature a request means that names none. */
  public static final String DEFAULT_NAME = "serving_default";

  public Signature {
    requireNonNull(name, "name");
    requireNonNull(methodName, "methodName");
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    optionalInputs = Set.copyOf(optionalInputs);
  }

  /** A signature all of whose inputs a request must bring. */
  public static Signature of(
      String name,
      String methodName,
      Map<String, TensorSpec> inputs,
      Map<String, TensorSpec> outputs) {
    return new Signature(name, methodName, new TreeMap<>(inputs), new TreeMap<>(outputs), Set.of());
  }
}
