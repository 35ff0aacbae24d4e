package dev.strobe.benchmarks.bare;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.bytedeco.javacpp.FloatPointer;
import org.tensorflow.internal.c_api.TF_Tensor;

/** Answers requests by a run of FLOAT into FLOAT of the same shape. For one thread. */
final class BarePredict {
  private static final int FLOAT = 1;

  private final BareRun run;
  private final String outputAlias;

  BarePredict(BareSession session) {
    this.run = new BareRun(session);
    this.outputAlias = session.outputAliases().get(0);
  }

  byte[] answer(ByteBuf message) throws IOException {
    PredictRequest request = PredictRequest.parseFrom(message.nioBuffer());
    TensorProto input = request.getInputsMap().values().iterator().next();
    TF_Tensor output = run.run(decode(input));
    TensorProto.Builder answer =
        TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).setTensorShape(input.getTensorShape());
    var values = new FloatPointer(TF_TensorData(output));
    int count = (int) TF_TensorByteSize(output) / Float.BYTES;
    for (int i = 0; i < count; i++) {
      answer.addFloatVal(values.get(i));
    }
    TF_DeleteTensor(output);
    return PredictResponse.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName(request.getModelSpec().getName()))
        .putOutputs(outputAlias, answer.build())
        .build()
        .toByteArray();
  }

  private static TF_Tensor decode(TensorProto input) {
    long[] shape = new long[input.getTensorShape().getDimCount()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = input.getTensorShape().getDim(i).getSize();
    }
    int count = input.getFloatValCount();
    TF_Tensor tensor = TF_AllocateTensor(FLOAT, shape, shape.length, (long) count * Float.BYTES);
    var values = new FloatPointer(TF_TensorData(tensor));
    for (int i = 0; i < count; i++) {
      values.put(i, input.getFloatVal(i));
    }
    return tensor;
  }
}
