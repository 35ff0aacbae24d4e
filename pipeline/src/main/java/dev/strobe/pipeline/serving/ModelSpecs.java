package dev.strobe.pipeline.serving;

import dev.strobe.client.ModelMetadata;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.protos.tensorflow.TensorInfo;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.SignatureSpec;
import dev.strobe.transforms.predictor.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server's description of a model in the transforms' terms. */
final class ModelSpecs {

  private ModelSpecs() {}

  static ModelSpec of(ModelMetadata metadata) {
    Map<String, SignatureSpec> signatures = new HashMap<>();
    metadata.signatures().forEach((key, signature) -> signatures.put(key, signature(signature)));
    return new ModelSpec(metadata.name(), metadata.version(), signatures);
  }

  private static SignatureSpec signature(SignatureDef signature) {
    return new SignatureSpec(tensors(signature.getInputsMap()), tensors(signature.getOutputsMap()));
  }

  private static Map<String, TensorSpec> tensors(Map<String, TensorInfo> tensors) {
    Map<String, TensorSpec> specs = new HashMap<>();
    tensors.forEach(
        (alias, info) ->
            specs.put(
                alias,
                new TensorSpec(
                    alias,
                    TensorProtos.elementType(info.getDtype()),
                    shape(info.getTensorShape()))));
    return specs;
  }

  private static Optional<List<Long>> shape(TensorShapeProto shape) {
    return shape.getUnknownRank()
        ? Optional.empty()
        : Optional.of(shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList());
  }
}
