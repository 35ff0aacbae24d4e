package dev.strobe.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.GetModelStatusRequest;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.ModelServiceGrpc.ModelServiceBlockingStub;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.serving.PredictionServiceGrpc.PredictionServiceBlockingStub;
import dev.strobe.protos.serving.SessionRunRequest;
import dev.strobe.protos.serving.SessionServiceGrpc;
import dev.strobe.protos.serving.SignatureDefMap;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.ModelServer;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import io.grpc.Codec;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class GrpcInterfaceIT {
  private static ModelServer server;
  private static ManagedChannel network;
  private static ManagedChannel inProcess;

  @BeforeAll
  static void start() {
    server =
        ModelServer.start(
            ServerConfig.defaults()
                .withInterfaces(
                    InterfacesConfig.defaults().withGrpc(GrpcConfig.defaults().withPort(0)))
                .withModels(
                    List.of(
                        TestModels.newest("hp2", "own_half_plus_two"),
                        TestModels.all("ver", "version_echo", Map.of("stable", 1L)),
                        TestModels.newest("types", "types_echo"),
                        TestModels.newest("twoin", "two_in"),
                        TestModels.newest("slow", "slow_matmul"),
                        TestModels.newest("bad", "bad_missing_variables"),
                        TestModels.newest("gone", "no_such_model"))));
    network =
        ManagedChannelBuilder.forAddress("localhost", server.port().getAsInt())
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
    inProcess = InProcessChannelBuilder.forName(server.inProcessName()).build();
  }

  @AfterAll
  static void stop() {
    network.shutdownNow();
    inProcess.shutdownNow();
    server.close();
  }

  @Test
  void answerIsTypedAndNamesVersionAndSignature() {
    for (ManagedChannel channel : List.of(network, inProcess)) {
      PredictResponse response =
          PredictionServiceGrpc.newBlockingStub(channel).predict(halfPlusTwo().build());
      assertThat(response.getModelSpec())
          .isEqualTo(
              ModelSpec.newBuilder()
                  .setName("hp2")
                  .setVersion(Int64Value.of(1))
                  .setSignatureName("serving_default")
                  .build());
      assertThat(response.getOutputsMap()).isEqualTo(Map.of("y", floats(1).addFloatVal(3).build()));
    }
  }

  @Test
  void compressedRequestsAreRead() {
    CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
    compressors.register(new Codec.Gzip());
    compressors.register(
        new Compressor() {
          @Override
          public String getMessageEncoding() {
            return "deflate";
          }

          @Override
          public OutputStream compress(OutputStream out) {
            return new DeflaterOutputStream(out);
          }
        });
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", server.port().getAsInt())
            .usePlaintext()
            .compressorRegistry(compressors)
            .build();
    for (String encoding : List.of("gzip", "deflate")) {
      PredictResponse response =
          PredictionServiceGrpc.newBlockingStub(channel)
              .withCompression(encoding)
              .predict(halfPlusTwo().build());
      assertThat(response.getOutputsMap()).isEqualTo(Map.of("y", floats(1).addFloatVal(3).build()));
    }
    channel.shutdownNow();
  }

  @Test
  void lastValueRepeatsAndTheFilterHolds() {
    PredictResponse response =
        predict()
            .predict(
                halfPlusTwo()
                    .putInputs("x", floats(3).addFloatVal(2).build())
                    .addOutputFilter("y")
                    .build());
    assertThat(response.getOutputsOrThrow("y").getFloatValList()).containsExactly(3f, 3f, 3f);
  }

  @Test
  void versionAndLabelAreChosen() {
    assertThat(version(ModelSpec.newBuilder())).isEqualTo(3);
    assertThat(version(ModelSpec.newBuilder().setVersion(Int64Value.of(2)))).isEqualTo(2);
    assertThat(version(ModelSpec.newBuilder().setVersionLabel("stable"))).isEqualTo(1);
  }

  @Test
  void everyTypeComesBack() {
    TensorProto strings =
        tensor(DataType.DT_STRING, 2)
            .addStringVal(ByteString.copyFromUtf8("a"))
            .addStringVal(ByteString.copyFrom(new byte[300]))
            .build();
    assertEcho("echo_text", strings);
    assertEcho("echo_f32", floats(2).addFloatVal(1).addFloatVal(Float.NaN).build());
    assertEcho("echo_u8", tensor(DataType.DT_UINT8, 2).addIntVal(0).addIntVal(255).build());
    assertEcho("echo_i64", tensor(DataType.DT_INT64, 1).addInt64Val(Long.MIN_VALUE).build());
    assertEcho(
        "echo_boolean", tensor(DataType.DT_BOOL, 2).addBoolVal(true).addBoolVal(false).build());
  }

  @Test
  void tensorBeyondTheDefaultLimitsComesBack() {
    byte[] pixels = new byte[10_000_000];
    pixels[9_999_999] = 3;
    PredictResponse response =
        echo(
            "echo_u8",
            tensor(DataType.DT_UINT8, pixels.length)
                .setTensorContent(ByteString.copyFrom(pixels))
                .build());
    TensorProto echo = response.getOutputsMap().values().iterator().next();
    assertThat(echo.getIntValCount()).isEqualTo(pixels.length);
    assertThat(echo.getIntVal(9_999_999)).isEqualTo(3);
  }

  @Test
  void malformedCallsGetTheirCodesAndTexts() {
    var noSpec = PredictRequest.newBuilder();
    assertFails(noSpec, Status.Code.INVALID_ARGUMENT, "Missing ModelSpec");
    assertFails(
        noSpec.setModelSpec(ModelSpec.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "ModelSpec has no name specified.");
    assertFails(model("foo"), Status.Code.NOT_FOUND, "Servable not found for request: Latest(foo)");
    assertFails(
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("hp2").setVersion(Int64Value.of(7))),
        Status.Code.NOT_FOUND,
        "Servable not found for request: Specific(hp2, 7)");
    assertFails(
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("hp2").setVersionLabel("nope")),
        Status.Code.INVALID_ARGUMENT,
        "Unrecognized servable version label: nope");
    assertFails(
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("hp2").setSignatureName("zz")),
        Status.Code.FAILED_PRECONDITION,
        "Serving signature key \"zz\" not found.");
    assertFails(
        model("hp2"),
        Status.Code.INVALID_ARGUMENT,
        "input size does not match signature: 0!=1 len({}) != len({x}). Sent extra: {}. Missing"
            + " but required: {x}.");
    assertFails(
        halfPlusTwo().putInputs("x", tensor(DataType.DT_INT32, 1).addIntVal(2).build()),
        Status.Code.INVALID_ARGUMENT,
        "Expects arg[0] to be float but int32 is provided");
    assertFails(
        halfPlusTwo().putInputs("x", TensorProto.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "tensor parsing error: x");
    assertFails(
        halfPlusTwo().addOutputFilter("y").addOutputFilter("y"),
        Status.Code.INVALID_ARGUMENT,
        "duplicate output tensor alias: y");
  }

  @Test
  void longTextIsCut() {
    assertThatThrownBy(() -> predict().predict(model("m".repeat(2000)).build()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageEndingWith("...TRUNCATED");
  }

  @Test
  void answerComesAtTheDeadlineAndOthersAreNotHeldUp() {
    var ones = tensor(DataType.DT_FLOAT, 2000, 2000).addFloatVal(0).build();
    var slow = model("slow").putInputs("x", ones).build();
    assertCode(
        () -> predict().withDeadlineAfter(200, TimeUnit.MILLISECONDS).predict(slow),
        Status.Code.DEADLINE_EXCEEDED);
    assertThat(
            predict()
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .predict(halfPlusTwo().build())
                .getOutputsCount())
        .isEqualTo(1);
  }

  @Test
  void modelsThatCannotBeLoadedHoldUpNoOther() {
    assertThatThrownBy(server::requireAvailable)
        .hasMessageStartingWith("2 servable(s) did not become available: {{{name: bad version: 1}")
        .hasMessageContaining("variables.index is missing")
        .hasMessageContaining("{{name: gone} due to error: NOT_FOUND: no version was found}");
  }

  @Test
  void metadataHasEverySignature() throws InvalidProtocolBufferException {
    var request = GetModelMetadataRequest.newBuilder();
    assertCode(() -> predict().getModelMetadata(request.build()), Status.Code.INVALID_ARGUMENT);
    request.setModelSpec(ModelSpec.newBuilder().setName("hp2"));
    assertThat(predict().getModelMetadata(request.build()))
        .isEqualTo(GetModelMetadataResponse.getDefaultInstance());
    GetModelMetadataResponse response =
        predict().getModelMetadata(request.addMetadataField("signature_def").build());
    assertThat(response.getModelSpec().getVersion().getValue()).isEqualTo(1);
    Any packed = response.getMetadataOrThrow("signature_def");
    assertThat(packed.getTypeUrl())
        .isEqualTo("type.googleapis.com/tensorflow.serving.SignatureDefMap");
    SignatureDefMap signatures = packed.unpack(SignatureDefMap.class);
    assertThat(signatures.getSignatureDefMap()).hasSize(4);
    assertThat(signatures.getSignatureDefOrThrow("serving_default").getInputsOrThrow("x").getName())
        .isEqualTo("x:0");
    assertCode(
        () -> predict().getModelMetadata(request.addMetadataField("other").build()),
        Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void statusListsTheNewestFirst() {
    var request =
        GetModelStatusRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName("ver"));
    assertThat(models().getModelStatus(request.build()).getModelVersionStatusList())
        .extracting(ModelVersionStatus::getVersion, ModelVersionStatus::getState)
        .containsExactly(
            tuple(3L, ModelVersionStatus.State.AVAILABLE),
            tuple(2L, ModelVersionStatus.State.AVAILABLE),
            tuple(1L, ModelVersionStatus.State.AVAILABLE));
    assertCode(
        () ->
            models()
                .getModelStatus(
                    request.setModelSpec(ModelSpec.newBuilder().setName("foo")).build()),
        Status.Code.NOT_FOUND);
  }

  @Test
  void healthIsTrueForEachModel() {
    assertThat(health("hp2")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("PredictionService")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("tensorflow.serving.ModelService")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("bad")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("gone")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("")).isEqualTo(ServingStatus.NOT_SERVING);
    assertCode(() -> health("x"), Status.Code.NOT_FOUND);
  }

  @Test
  void whatIsNotOfferedIsUnimplemented() {
    assertCode(
        () ->
            SessionServiceGrpc.newBlockingStub(network)
                .sessionRun(SessionRunRequest.getDefaultInstance()),
        Status.Code.UNIMPLEMENTED);
  }

  @Test
  void reflectionFindsTheFileOfPredict() {
    var answer = new CompletableFuture<ServerReflectionResponse>();
    StreamObserver<ServerReflectionRequest> questions =
        ServerReflectionGrpc.newStub(network)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    answer.complete(value);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(
        ServerReflectionRequest.newBuilder()
            .setFileContainingSymbol("tensorflow.serving.PredictionService.Predict")
            .build());
    assertThat(answer.join().getFileDescriptorResponse().getFileDescriptorProtoCount())
        .isPositive();
    questions.onCompleted();
  }

  /** As grpcio and older releases of grpcurl ask. */
  @Test
  void olderReflectionListsTheServices() {
    var answer = new CompletableFuture<io.grpc.reflection.v1alpha.ServerReflectionResponse>();
    StreamObserver<io.grpc.reflection.v1alpha.ServerReflectionRequest> questions =
        io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(network)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(io.grpc.reflection.v1alpha.ServerReflectionResponse value) {
                    answer.complete(value);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(
        io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
            .setListServices("*")
            .build());
    assertThat(answer.join().getListServicesResponse().getServiceList())
        .extracting(service -> service.getName())
        .contains("tensorflow.serving.PredictionService", "tensorflow.serving.ModelService");
    questions.onCompleted();
  }

  private static PredictionServiceBlockingStub predict() {
    return PredictionServiceGrpc.newBlockingStub(network);
  }

  private static ModelServiceBlockingStub models() {
    return ModelServiceGrpc.newBlockingStub(network);
  }

  private static ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(network)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private static PredictRequest.Builder model(String name) {
    return PredictRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName(name));
  }

  private static PredictRequest.Builder halfPlusTwo() {
    return model("hp2").putInputs("x", floats(1).addFloatVal(2).build());
  }

  private static TensorProto.Builder floats(long... shape) {
    return tensor(DataType.DT_FLOAT, shape);
  }

  private static TensorProto.Builder tensor(DataType dtype, long... shape) {
    var dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder().setDtype(dtype).setTensorShape(dimensions);
  }

  private static PredictResponse echo(String signature, TensorProto tensor) {
    SignatureDefMap signatures;
    try {
      signatures =
          predict()
              .getModelMetadata(
                  GetModelMetadataRequest.newBuilder()
                      .setModelSpec(ModelSpec.newBuilder().setName("types"))
                      .addMetadataField("signature_def")
                      .build())
              .getMetadataOrThrow("signature_def")
              .unpack(SignatureDefMap.class);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    String alias =
        signatures.getSignatureDefOrThrow(signature).getInputsMap().keySet().iterator().next();
    return predict()
        .predict(
            PredictRequest.newBuilder()
                .setModelSpec(ModelSpec.newBuilder().setName("types").setSignatureName(signature))
                .putInputs(alias, tensor)
                .build());
  }

  private static void assertEcho(String signature, TensorProto tensor) {
    assertThat(echo(signature, tensor).getOutputsMap().values())
        .as(signature)
        .containsExactly(tensor);
  }

  private static long version(ModelSpec.Builder spec) {
    return predict()
        .predict(
            PredictRequest.newBuilder()
                .setModelSpec(spec.setName("ver"))
                .putInputs("x", floats(1).addFloatVal(0).build())
                .build())
        .getModelSpec()
        .getVersion()
        .getValue();
  }

  private static void assertFails(
      PredictRequest.Builder request, Status.Code code, String description) {
    assertThatThrownBy(() -> predict().predict(request.build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(code);
              assertThat(e.getStatus().getDescription()).contains(description);
            });
  }

  private static void assertCode(ThrowingCallable call, Status.Code code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
  }
}
