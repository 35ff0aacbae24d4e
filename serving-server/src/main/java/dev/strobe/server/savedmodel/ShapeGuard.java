package dev.strobe.server.savedmodel;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds the shape of an input against what the model declares. TensorFlow Serving does not, and its
 * clients rely on that; so neither do we, unless told to or the input reaches one of the {@link
 * UnsafeOperations}.
 */
final class ShapeGuard {

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
          alias,
          input,
          "cannot be checked, and the convolutions it leads to take no unchecked input");
    }
    if (strictness == Strictness.SAFE && input.elementCount() == 0) {
      throw refused(alias, input, "must not be empty, since it leads to convolutions");
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
