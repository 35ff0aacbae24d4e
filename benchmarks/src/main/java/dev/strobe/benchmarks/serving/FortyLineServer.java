package dev.strobe.benchmarks.serving;

import com.google.protobuf.ByteString;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The model server one writes oneself: gRPC with its default threads, protobuf messages, and
 * TensorFlow's own class for SavedModels. Serves one model whose signature {@code serving_default}
 * has one input and one output, both FLOAT or both UINT8. Takes a port and a version directory.
 */
final class FortyLineServer extends PredictionServiceGrpc.PredictionServiceImplBase {
  private final SavedModelBundle model;
  private final String input;
  private final String output;
  private final String outputAlias;

  private FortyLineServer(SavedModelBundle model) {
    SignatureDef signature = model.metaGraphDef().getSignatureDefOrThrow("serving_default");
    var out = signature.getOutputsMap().entrySet().iterator().next();
    this.model = model;
    this.input = signature.getInputsMap().values().iterator().next().getName();
    this.output = out.getValue().getName();
    this.outputAlias = out.getKey();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var service = new FortyLineServer(SavedModelBundle.load(args[1], "serve"));
    ServerBuilder.forPort(Integer.parseInt(args[0]))
        .maxInboundMessageSize(Integer.MAX_VALUE)
        .addService(service)
        .build()
        .start()
        .awaitTermination();
  }

  @Override
  public void predict(PredictRequest request, StreamObserver<PredictResponse> observer) {
    TensorProto proto = request.getInputsMap().values().iterator().next();
    try (Tensor fed = decode(proto);
        Result result = model.session().runner().feed(input, fed).fetch(output).run()) {
      TensorProto answer = encode(result.get(0), proto.getDtype());
      observer.onNext(PredictResponse.newBuilder().putOutputs(outputAlias, answer).build());
      observer.onCompleted();
    }
  }

  private static Tensor decode(TensorProto proto) {
    List<TensorShapeProto.Dim> dims = proto.getTensorShape().getDimList();
    Shape shape = Shape.of(dims.stream().mapToLong(TensorShapeProto.Dim::getSize).toArray());
    if (proto.getDtype() == DataType.DT_FLOAT) {
      ByteBuffer values =
          ByteBuffer.allocate(proto.getFloatValCount() * 4).order(ByteOrder.LITTLE_ENDIAN);
      proto.getFloatValList().forEach(values::putFloat);
      return Tensor.of(TFloat32.class, shape, t -> t.asRawTensor().data().write(values.array()));
    }
    byte[] bytes = proto.getTensorContent().toByteArray();
    return Tensor.of(TUint8.class, shape, t -> t.asRawTensor().data().write(bytes));
  }

  private static TensorProto encode(Tensor tensor, DataType type) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : tensor.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    byte[] bytes = new byte[(int) tensor.numBytes()];
    tensor.asRawTensor().data().read(bytes);
    return TensorProto.newBuilder()
        .setDtype(type)
        .setTensorShape(shape)
        .setTensorContent(ByteString.copyFrom(bytes))
        .build();
  }
}
