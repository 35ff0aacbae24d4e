package dev.strobe.server.prediction;

import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Checks the names of a call against a signature, with TensorFlow Serving's texts. Element types
 * and shapes are left to the runtime, which knows what the graph really takes.
 */
final class CallCheck {

  private CallCheck() {}

  /**
   * The outputs to fetch, in the order of the answer.
   *
   * @throws ServingException INVALID_ARGUMENT for an alias that is unknown or asked for twice
   */
  static List<String> outputs(Signature signature, List<String> filter) {
    if (filter.isEmpty()) {
      return List.copyOf(signature.outputs().keySet());
    }
    Set<String> seen = new HashSet<>();
    for (String alias : filter) {
      if (!signature.outputs().containsKey(alias)) {
        throw invalid(
            "output tensor alias not found in signature: %s Outputs expected to be in the set {%s}."
                .formatted(alias, join(signature.outputs().keySet())));
      }
      if (!seen.add(alias)) {
        throw invalid("duplicate output tensor alias: " + alias);
      }
    }
    return filter;
  }

  /**
   * Sees that every input is there which has no default, and none that the signature lacks.
   *
   * @throws ServingException INVALID_ARGUMENT saying which
   */
  static void inputs(Signature signature, Set<String> sent) {
    Set<String> required = signature.inputs().keySet();
    if (sent.equals(required)) {
      return;
    }
    boolean fewer = sent.size() < required.size();
    if (sent.size() > required.size() || (fewer && signature.optionalInputs().isEmpty())) {
      throw wrongCount(required, sent);
    }
    SortedSet<String> used = new TreeSet<>();
    for (Map.Entry<String, TensorSpec> input : signature.inputs().entrySet()) {
      if (sent.contains(input.getKey())) {
        used.add(input.getKey());
      } else if (!signature.optionalInputs().contains(input.getKey())) {
        throw missing(signature, input.getKey(), input.getValue(), sent);
      }
    }
    if (used.size() != sent.size()) {
      throw invalid(
          "Inputs contains invalid name. Used request inputs: %s, request input: %s"
              .formatted(join(used), join(sent)));
    }
  }

  private static ServingException wrongCount(Set<String> required, Set<String> sent) {
    return invalid(
        ("input size does not match signature: %d!=%d len({%s}) != len({%s}). "
                + "Sent extra: {%s}. Missing but required: {%s}.")
            .formatted(
                sent.size(),
                required.size(),
                join(sent),
                join(required),
                join(without(sent, required)),
                join(without(required, sent))));
  }

  private static ServingException missing(
      Signature signature, String alias, TensorSpec spec, Set<String> sent) {
    return invalid(
        ("Signature input alias: %s(feed name: %s) not found in request and no default value "
                + "provided. Inputs expected to be in the request {%s}, or default input alias "
                + "set: %s")
            .formatted(alias, spec.name(), join(sent), join(signature.optionalInputs())));
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static String join(Collection<String> names) {
    return String.join(",", new TreeSet<>(names));
  }

  private static ServingException invalid(String message) {
    return new ServingException(Code.INVALID_ARGUMENT, message);
  }
}
