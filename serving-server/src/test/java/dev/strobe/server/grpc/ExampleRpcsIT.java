package dev.strobe.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Int64Value;
import com.google.protobuf.MessageLite;
import dev.strobe.protos.serving.Class;
import dev.strobe.protos.serving.ClassificationRequest;
import dev.strobe.protos.serving.ClassificationResponse;
import dev.strobe.protos.serving.ExampleList;
import dev.strobe.protos.serving.ExampleListWithContext;
import dev.strobe.protos.serving.InferenceTask;
import dev.strobe.protos.serving.Input;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.MultiInferenceRequest;
import dev.strobe.protos.serving.MultiInferenceResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.serving.PredictionServiceGrpc.PredictionServiceBlockingStub;
import dev.strobe.protos.serving.Regression;
import dev.strobe.protos.serving.RegressionRequest;
import dev.strobe.protos.serving.RegressionResponse;
import dev.strobe.protos.tensorflow.Example;
import dev.strobe.protos.tensorflow.Feature;
import dev.strobe.protos.tensorflow.Features;
import dev.strobe.protos.tensorflow.FloatList;
import dev.strobe.server.InterfacesConfig;
import dev.strobe.server.ModelServer;
import dev.strobe.server.RunConfig;
import dev.strobe.server.ServerConfig;
import dev.strobe.server.TestModels;
import dev.strobe.server.batching.BatchingSettings;
import dev.strobe.server.prediction.MethodNames;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ExampleRpcsIT {
  private static final String CLASSIFY = "tensorflow/serving/classify";
  private static final String REGRESS = "tensorflow/serving/regress";

  private static ModelServer server;
  private static ManagedChannel network;

  @BeforeAll
  static void start() {
    server = server(ServerConfig.defaults());
    network = channel(server);
  }

  @AfterAll
  static void stop() {
    network.shutdownNow();
    server.close();
  }

  private static ModelServer server(ServerConfig config) {
    return ModelServer.start(
        config
            .withInterfaces(InterfacesConfig.defaults().withGrpc(GrpcConfig.defaults().withPort(0)))
            .withModels(
                List.of(
                    TestModels.newest("hp2", "own_half_plus_two"),
                    TestModels.newest("twoin", "two_in"))));
  }

  private static ManagedChannel channel(ModelServer server) {
    return ManagedChannelBuilder.forAddress("localhost", server.port().getAsInt())
        .usePlaintext()
        .build();
  }

  @Test
  void everyExampleIsClassified() {
    ClassificationResponse response = stub().classify(classify("classify_x_to_y", numbers(2, 4)));
    assertThat(response.getResult().getClassificationsList())
        .extracting(one -> one.getClassesList())
        .containsExactly(List.of(score(3)), List.of(score(4)));
    assertThat(response.getModelSpec()).isEqualTo(answered("classify_x_to_y"));
  }

  @Test
  void everyExampleHasAValue() {
    RegressionResponse response = stub().regress(regress("regress_x_to_y", numbers(2, 20)));
    assertThat(response.getResult().getRegressionsList())
        .extracting(Regression::getValue)
        .containsExactly(3f, 12f);
    assertThat(response.getModelSpec()).isEqualTo(answered("regress_x_to_y"));
  }

  @Test
  void contextIsPartOfEveryExample() {
    var list =
        ExampleListWithContext.newBuilder()
            .setContext(number(80))
            .addExamples(Example.getDefaultInstance())
            .addExamples(number(2));
    Input input = Input.newBuilder().setExampleListWithContext(list).build();
    assertThat(stub().regress(regress("regress_x_to_y", input)).getResult().getRegressionsList())
        .extracting(Regression::getValue)
        .containsExactly(42f, 3f);
  }

  @Test
  void tasksShareTheExamples() {
    MultiInferenceResponse response =
        stub()
            .multiInference(
                tasks(
                    numbers(2, 4),
                    task("hp2", "regress_x_to_y2", REGRESS),
                    task("hp2", "classify_x_to_y", CLASSIFY)));
    assertThat(response.getResultsList())
        .extracting(one -> one.getModelSpec())
        .containsExactly(answered("regress_x_to_y2"), answered("classify_x_to_y"));
    assertThat(response.getResults(0).getRegressionResult().getRegressionsList())
        .extracting(Regression::getValue)
        .containsExactly(4f, 5f);
    assertThat(
            response.getResults(1).getClassificationResult().getClassifications(1).getClassesList())
        .containsExactly(score(4));
  }

  @Test
  void requestsWithoutAModelOrExamplesAreRefused() {
    assertInvalid(
        () -> stub().classify(ClassificationRequest.getDefaultInstance()), "Missing ModelSpec");
    assertInvalid(
        () -> stub().regress(RegressionRequest.getDefaultInstance()), "Missing ModelSpec");
    assertInvalid(
        () -> stub().multiInference(MultiInferenceRequest.getDefaultInstance()),
        "ModelSpec has no name specified.");
    assertInvalid(
        () -> stub().classify(classify("classify_x_to_y", Input.getDefaultInstance())),
        "Input is empty.");
    assertFails(
        () ->
            stub()
                .regress(
                    RegressionRequest.newBuilder()
                        .setModelSpec(ModelSpec.newBuilder().setName("foo"))
                        .build()),
        Status.Code.NOT_FOUND,
        "Servable not found for request: Latest(foo)");
  }

  @Test
  void signaturesThatDoNotFitAreRefused() {
    assertInvalid(
        () -> stub().classify(classify("zz", numbers(2))),
        "No signature was found with the name: zz");
    assertInvalid(
        () -> stub().classify(classify("", numbers(2))),
        "No classification inputs found in SignatureDef: inputs {");
    assertInvalid(
        () -> stub().regress(regress("classify_x_to_y", numbers(2))),
        "No regression outputs found in SignatureDef: inputs {");
  }

  @Test
  void tasksThatDoNotFitTogetherAreRefused() {
    InferenceTask first = task("hp2", "regress_x_to_y", REGRESS);
    assertInvalid(
        () -> stub().multiInference(tasks(numbers(2), first, task("twoin", "total", REGRESS))),
        "All ModelSpecs in a MultiInferenceRequest must access the same model name.");
    assertInvalid(
        () -> stub().multiInference(tasks(numbers(2), first, first)),
        "Duplicate evaluation of signature: regress_x_to_y");
    assertFails(
        () -> stub().multiInference(tasks(numbers(2), task("hp2", "regress_x_to_y2", "x"))),
        Status.Code.UNIMPLEMENTED,
        "Unsupported signature method_name: x");
  }

  @Test
  void examplesTheModelCannotReadAreTheClientsFault() {
    Input empty = examples(Example.getDefaultInstance());
    assertInvalid(
        () -> stub().regress(regress("regress_x_to_y", empty)),
        "Feature: x (data type: float) is required but could not be found.");
  }

  @Test
  void methodNameIsCheckedOnlyWhereAsked() {
    try (ModelServer checking =
        server(
            ServerConfig.defaults()
                .withRuns(RunConfig.defaults().withMethodNames(MethodNames.CHECKED)))) {
      ManagedChannel channel = channel(checking);
      PredictionServiceBlockingStub stub = PredictionServiceGrpc.newBlockingStub(channel);
      assertInvalid(
          () -> stub.classify(classify("regress_x_to_y", numbers(2))),
          "Expected classification signature method_name to be tensorflow/serving/classify. Was:"
              + " tensorflow/serving/regress");
      assertThat(stub.classify(classify("classify_x_to_y", numbers(2))).hasResult()).isTrue();
      channel.shutdownNow();
    }
  }

  @Test
  void examplesGoThroughTheBatcher() {
    try (ModelServer batching =
        server(
            ServerConfig.defaults()
                .withRuns(RunConfig.defaults().withBatching(BatchingSettings.defaults())))) {
      ManagedChannel channel = channel(batching);
      PredictionServiceBlockingStub stub = PredictionServiceGrpc.newBlockingStub(channel);
      assertThat(
              stub.regress(regress("regress_x_to_y", numbers(2, 4)))
                  .getResult()
                  .getRegressions(1)
                  .getValue())
          .isEqualTo(4);
      float[] tooMany = new float[1001];
      assertInvalid(
          () -> stub.regress(regress("regress_x_to_y", numbers(tooMany))),
          "Task size 1001 is larger than maximum input batch size 1000");
      channel.shutdownNow();
    }
  }

  @Test
  void passedDeadlineIsTold() {
    assertThatThrownBy(
            () ->
                stub()
                    .withDeadlineAfter(-1, TimeUnit.SECONDS)
                    .regress(regress("regress_x_to_y", numbers(2))))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
  }

  @Test
  void bytesOfAnyKindAreTheClientsFault() {
    var random = new Random(7);
    byte[][] requests = {
      classify("classify_x_to_y", numbers(2, 4)).toByteArray(),
      regress("regress_x_to_y", numbers(2, 4)).toByteArray(),
      tasks(numbers(2), task("hp2", "regress_x_to_y", REGRESS)).toByteArray()
    };
    List<MethodDescriptor<?, ? extends MessageLite>> methods =
        List.of(
            PredictionServiceGrpc.getClassifyMethod(),
            PredictionServiceGrpc.getRegressMethod(),
            PredictionServiceGrpc.getMultiInferenceMethod());
    for (int i = 0; i < 3000; i++) {
      byte[] request = damaged(requests[i % 3], random);
      Status.Code code = answer(methods.get(i % 3), request);
      assertThat(code)
          .as(() -> Arrays.toString(request))
          .isIn(
              Status.Code.OK,
              Status.Code.INVALID_ARGUMENT,
              Status.Code.NOT_FOUND,
              Status.Code.UNIMPLEMENTED);
    }
    assertFails(
        () -> call(PredictionServiceGrpc.getClassifyMethod(), new byte[] {10}),
        Status.Code.INVALID_ARGUMENT,
        "Cannot read the request: ");
  }

  private static byte[] damaged(byte[] request, Random random) {
    byte[] damaged = request.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length))
        : damaged;
  }

  private static Status.Code answer(
      MethodDescriptor<?, ? extends MessageLite> method, byte[] request) {
    try {
      assertThat(call(method, request)).isNotNull();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static <R> R call(MethodDescriptor<?, R> method, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        network,
        method.toBuilder(new Bytes(), method.getResponseMarshaller()).build(),
        CallOptions.DEFAULT,
        request);
  }

  private static PredictionServiceBlockingStub stub() {
    return PredictionServiceGrpc.newBlockingStub(network);
  }

  private static ClassificationRequest classify(String signature, Input input) {
    return ClassificationRequest.newBuilder()
        .setModelSpec(spec("hp2", signature))
        .setInput(input)
        .build();
  }

  private static RegressionRequest regress(String signature, Input input) {
    return RegressionRequest.newBuilder()
        .setModelSpec(spec("hp2", signature))
        .setInput(input)
        .build();
  }

  private static MultiInferenceRequest tasks(Input input, InferenceTask... tasks) {
    return MultiInferenceRequest.newBuilder().addAllTasks(List.of(tasks)).setInput(input).build();
  }

  private static InferenceTask task(String model, String signature, String method) {
    return InferenceTask.newBuilder()
        .setModelSpec(spec(model, signature))
        .setMethodName(method)
        .build();
  }

  private static ModelSpec spec(String model, String signature) {
    return ModelSpec.newBuilder().setName(model).setSignatureName(signature).build();
  }

  private static ModelSpec answered(String signature) {
    return spec("hp2", signature).toBuilder().setVersion(Int64Value.of(1)).build();
  }

  private static Class score(float score) {
    return Class.newBuilder().setScore(score).build();
  }

  private static Input numbers(float... values) {
    Example[] examples = new Example[values.length];
    Arrays.setAll(examples, i -> number(values[i]));
    return examples(examples);
  }

  private static Input examples(Example... examples) {
    return Input.newBuilder()
        .setExampleList(ExampleList.newBuilder().addAllExamples(List.of(examples)))
        .build();
  }

  private static Example number(float x) {
    var feature = Feature.newBuilder().setFloatList(FloatList.newBuilder().addValue(x)).build();
    return Example.newBuilder().setFeatures(Features.newBuilder().putFeature("x", feature)).build();
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    assertFails(call, Status.Code.INVALID_ARGUMENT, message);
  }

  private static void assertFails(ThrowingCallable call, Status.Code code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  /** Sends requests as they are. */
  private record Bytes() implements Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("a client reads no requests");
    }
  }
}
