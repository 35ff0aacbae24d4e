package dev.strobe.server.survival;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.server.wire.RawBytes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** gRPC requests as bytes, most of them damaged. For one thread. */
final class GrpcInputs {
  private static final String X =
      " inputs { key: 'x' value { dtype: DT_FLOAT tensor_shape { dim { size: 3 } } ";
  private static final String EXAMPLE =
      " input { example_list { examples { features { feature { key: 'x'"
          + " value { float_list { value: 2 } } } } } } }";
  private static final List<Call> CALLS =
      List.of(
          predict("model_spec { name: 'hp2' }" + X + "float_val: [1, 2, 3] } }"),
          predict("model_spec { name: 'hp2' }" + X + "float_val: 2 } } output_filter: 'y'"),
          predict(
              "model_spec { name: 'hp2' }"
                  + X
                  + "tensor_content: '\\000\\000\\200?\\000\\000\\200?\\000\\000\\200?' } }"),
          predict(
              "model_spec { name: 'types' signature_name: 'echo_text' } inputs { key: 'text' value {"
                  + " dtype: DT_STRING tensor_shape { dim { size: 2 } }"
                  + " string_val: 'a' string_val: 'b' } }"),
          predict(
              "model_spec { name: 'ver' version_label: 'stable' } inputs { key: 'x' value {"
                  + " dtype: DT_FLOAT tensor_shape { dim { size: 1 } } float_val: 1 } }"),
          new Call(
              PredictionServiceGrpc.getClassifyMethod(),
              "model_spec { name: 'hp2' signature_name: 'classify_x_to_y' }" + EXAMPLE),
          new Call(
              PredictionServiceGrpc.getRegressMethod(),
              "model_spec { name: 'hp2' signature_name: 'regress_x_to_y' }" + EXAMPLE),
          new Call(
              PredictionServiceGrpc.getMultiInferenceMethod(),
              "tasks { model_spec { name: 'hp2' signature_name: 'regress_x_to_y' }"
                  + " method_name: 'tensorflow/serving/regress' }"
                  + EXAMPLE),
          new Call(
              PredictionServiceGrpc.getGetModelMetadataMethod(),
              "model_spec { name: 'hp2' } metadata_field: 'signature_def'"),
          new Call(ModelServiceGrpc.getGetModelStatusMethod(), "model_spec { name: 'hp2' }"));

  private final Damage damage;

  GrpcInputs(long seed) {
    damage = new Damage(seed);
  }

  /** Sends the next. */
  Status send(Channel channel) {
    Call call = damage.oneOf(CALLS);
    try {
      byte[] unused =
          ClientCalls.blockingUnaryCall(
              channel,
              call.method(),
              CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES),
              damage.damaged(call.request().toByteArray()));
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  private static Call predict(String request) {
    return new Call(PredictionServiceGrpc.getPredictMethod(), request);
  }

  private record Call(MethodDescriptor<byte[], byte[]> method, ByteString request) {

    <Q> Call(MethodDescriptor<Q, ?> method, String text) {
      this(method.toBuilder(new RawBytes(), new RawBytes()).build(), bytes(method, text));
    }

    private static <Q> ByteString bytes(MethodDescriptor<Q, ?> method, String text) {
      var marshaller = (PrototypeMarshaller<Q>) method.getRequestMarshaller();
      Message.Builder builder = ((Message) marshaller.getMessagePrototype()).newBuilderForType();
      try {
        TextFormat.merge(text, builder);
      } catch (TextFormat.ParseException e) {
        throw new IllegalArgumentException(text, e);
      }
      return builder.build().toByteString();
    }
  }
}
