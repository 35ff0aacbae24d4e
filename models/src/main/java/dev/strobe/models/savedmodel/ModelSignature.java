package dev.strobe.models.savedmodel;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A named way to call a model: which tensors go in and which come out.
 *
 * @param name name of the signature, e.g. {@code serving_default}
 * @param inputs placeholders of the graph by the names that callers use
 * @param outputs results of the graph by the names that callers use
 */
public record ModelSignature(
    String name, Map<String, Operand<?>> inputs, Map<String, Operand<?>> outputs) {

  private static final String PREDICT = "tensorflow/serving/predict";

  /** Copies the maps. */
  public ModelSignature {
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }

  SignatureDef toProto() {
    SignatureDef.Builder proto = SignatureDef.newBuilder().setMethodName(PREDICT);
    inputs.forEach((key, operand) -> proto.putInputs(key, describe(operand.asOutput())));
    outputs.forEach((key, operand) -> proto.putOutputs(key, describe(operand.asOutput())));
    return proto.build();
  }

  private static TensorInfo describe(Output<?> output) {
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(describe(output.shape()))
        .build();
  }

  private static TensorShapeProto describe(Shape shape) {
    TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
    if (shape.isUnknown()) {
      return proto.setUnknownRank(true).build();
    }
    for (long size : shape.asArray()) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return proto.build();
  }
}
