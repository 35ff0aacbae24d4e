package dev.strobe.server.savedmodel;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the shape of an input against what the model declares.
 *
 * <p>TensorFlow Serving does not, and its clients rely on that. But with oneDNN the operations
 * listed here end the process when they meet a wrong rank, and give wrong shapes for empty input
 * (tried on TensorFlow 2.18: of the operations that oneDNN replaces, matrix products,
 * two-dimensional pooling and normalisation refuse both in good order). So what reaches a graph
 * that has one of them must fit, and must not be empty; other graphs decide for themselves.
 */
final class ShapeGuard {
  private static final Set<String> UNSAFE =
      Set.of(
          "AvgPool3D",
          "Conv",
          "Conv2D",
          "Conv2DBackpropFilter",
          "Conv2DBackpropInput",
          "Conv3D",
          "Conv3DBackpropInput",
          "Conv3DBackpropInputV2",
          "DepthwiseConv2dNative",
          "DepthwiseConv2dNativeBackpropInput",
          "FusedResizeAndPadConv2D",
          "MaxPool3D");
  private static final Set<String> UNSAFE_FAMILIES =
      Set.of("_Fused", "_Mkl", "Quantized", "_Quantized");

  /** How much is asked of a shape. */
  enum Strictness {
    /** Anything goes. */
    LENIENT,
    /** Rank and fixed dimensions must fit, as far as declared. */
    DECLARED,
    /** The rank must be declared, rank and fixed dimensions must fit, and nothing be empty. */
    SAFE
  }

  private ShapeGuard() {}

  /** What a graph of these operations needs. */
  static Strictness of(Set<String> operations, SavedModelConfig.ShapeChecks checks) {
    if (operations.stream().anyMatch(ShapeGuard::isUnsafe)) {
      return Strictness.SAFE;
    }
    return switch (checks) {
      case ALWAYS -> Strictness.DECLARED;
      case WHERE_UNSAFE -> Strictness.LENIENT;
    };
  }

  private static boolean isUnsafe(String operation) {
    return UNSAFE.contains(operation)
        || (operation.contains("Conv") && UNSAFE_FAMILIES.stream().anyMatch(operation::startsWith));
  }

  /** What both the signature and the graph itself say of an input's shape. */
  static Optional<List<Long>> merge(Optional<List<Long>> signature, Optional<List<Long>> graph) {
    if (signature.isEmpty() || graph.isEmpty()) {
      return signature.or(() -> graph);
    }
    List<Long> some = signature.get();
    List<Long> others = graph.get();
    if (some.size() != others.size()) {
      return graph;
    }
    List<Long> merged = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      merged.add(others.get(i) >= 0 ? others.get(i) : some.get(i));
    }
    return Optional.of(merged);
  }

  /**
   * Checks one input.
   *
   * @throws ServingException INVALID_ARGUMENT naming the input, its shape and the one declared
   */
  static void check(
      Strictness strictness, String alias, Optional<List<Long>> declared, Tensor input) {
    if (strictness == Strictness.LENIENT) {
      return;
    }
    if (declared.isPresent() && !fits(input, declared.get())) {
      throw refused(alias, input, "must fit the declared shape " + print(declared.get()));
    }
    if (strictness == Strictness.SAFE && declared.isEmpty()) {
      throw refused(
          alias, input, "cannot be checked, and this model's convolutions take no unchecked input");
    }
    if (strictness == Strictness.SAFE && input.elementCount() == 0) {
      throw refused(alias, input, "must not be empty, since this model has convolutions");
    }
  }

  private static boolean fits(Tensor input, List<Long> declared) {
    if (input.rank() != declared.size()) {
      return false;
    }
    for (int i = 0; i < declared.size(); i++) {
      long wanted = declared.get(i);
      if (wanted >= 0 && wanted != input.dimension(i)) {
        return false;
      }
    }
    return true;
  }

  private static String print(List<Long> shape) {
    return shape.toString().replace(" ", "");
  }

  private static ServingException refused(String alias, Tensor input, String why) {
    String shape = Arrays.toString(input.shape()).replace(" ", "");
    return new ServingException(
        Code.INVALID_ARGUMENT, "The shape " + shape + " of input " + alias + " " + why);
  }
}
