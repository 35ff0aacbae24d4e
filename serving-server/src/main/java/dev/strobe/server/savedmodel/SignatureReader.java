package dev.strobe.server.savedmodel;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.protos.tensorflow.TensorInfo;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signatures as a SavedModel holds them, to the server's own. */
final class SignatureReader {

  private SignatureReader() {}

  /**
   * The signatures that can be run by tensors: those of which every input and output is one dense
   * tensor of a known type. An initialiser that TensorFlow 2 exports as a signature is none.
   */
  static Map<String, Signature> read(Map<String, SignatureDef> definitions) {
    Map<String, Signature> signatures = new TreeMap<>();
    definitions.forEach(
        (name, definition) -> {
          SortedMap<String, TensorSpec> inputs = specs(definition.getInputsMap());
          SortedMap<String, TensorSpec> outputs = specs(definition.getOutputsMap());
          if (inputs.size() == definition.getInputsCount()
              && outputs.size() == definition.getOutputsCount()) {
            signatures.put(
                name,
                new Signature(
                    name,
                    definition.getMethodName(),
                    inputs,
                    outputs,
                    definition.getDefaultsMap().keySet()));
          }
        });
    return signatures;
  }

  private static SortedMap<String, TensorSpec> specs(Map<String, TensorInfo> infos) {
    SortedMap<String, TensorSpec> specs = new TreeMap<>();
    infos.forEach(
        (alias, info) ->
            DType.ofNumber(info.getDtypeValue())
                .filter(dtype -> !info.getName().isEmpty())
                .map(dtype -> new TensorSpec(info.getName(), dtype, shape(info.getTensorShape())))
                .ifPresent(spec -> specs.put(alias, spec)));
    return specs;
  }

  private static Optional<List<Long>> shape(TensorShapeProto shape) {
    return shape.getUnknownRank()
        ? Optional.empty()
        : Optional.of(shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList());
  }
}
