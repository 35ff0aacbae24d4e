package dev.strobe.server.savedmodel;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.savedmodel.BoundSignature.Input;
import dev.strobe.server.savedmodel.SavedModelConfig.ShapeChecks;
import dev.strobe.server.savedmodel.ShapeGuard.Strictness;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds the nodes of signatures in their graph. */
final class SignatureBinder {
  private final NativeSession session;
  private final ShapeChecks checks;
  private final Set<String> unsafe;

  SignatureBinder(NativeSession session, ShapeChecks checks) {
    this.session = session;
    this.checks = checks;
    this.unsafe = UnsafeOperations.nodesLeadingTo(session.metaGraph());
  }

  /** The signature with its nodes; empty if the graph has not all of them. */
  Optional<BoundSignature> bind(Signature signature, SignatureDef definition) {
    List<Input> inputs = new ArrayList<>();
    signature
        .inputs()
        .forEach(
            (alias, spec) ->
                session
                    .node(spec.name())
                    .map(node -> input(alias, spec, node, definition))
                    .ifPresent(inputs::add));
    Map<String, GraphNode> outputs = new TreeMap<>();
    signature
        .outputs()
        .forEach(
            (alias, spec) -> session.node(spec.name()).ifPresent(node -> outputs.put(alias, node)));
    boolean complete =
        inputs.size() == signature.inputs().size() && outputs.size() == signature.outputs().size();
    return complete ? Optional.of(BoundSignature.of(inputs, outputs)) : Optional.empty();
  }

  private Input input(String alias, TensorSpec spec, GraphNode node, SignatureDef definition) {
    return new Input(
        alias,
        node,
        ShapeGuard.merge(spec.shape(), node.shape()),
        strictness(node),
        definition.getDefaultsMap().get(alias));
  }

  private Strictness strictness(GraphNode node) {
    if (unsafe.contains(node.name())) {
      return Strictness.SAFE;
    }
    return switch (checks) {
      case ALWAYS -> Strictness.DECLARED;
      case WHERE_UNSAFE -> Strictness.LENIENT;
    };
  }
}
