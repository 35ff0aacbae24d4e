package dev.strobe.server.examples;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A way to ask about examples: what it takes of a signature, and how it reads what the run gives.
 *
 * @param <R> the result for all examples
 */
interface ExampleMethod<R> {
  /** The alias of the input that takes the examples. */
  String INPUTS = "inputs";

  /**
   * The aliases of the outputs to fetch.
   *
   * @throws ServingException INVALID_ARGUMENT if the signature is not one for this method
   */
  List<String> outputs(SignatureDef signature);

  /**
   * Reads the outputs, which stay open.
   *
   * @param examples how many were asked about
   * @throws ServingException INVALID_ARGUMENT if the outputs are not of the form they should have
   */
  R result(Map<String, Tensor> outputs, int examples);
}
