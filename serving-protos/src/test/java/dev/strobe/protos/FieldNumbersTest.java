package dev.strobe.protos;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.strobe.protos.serving.ClassificationRequest;
import dev.strobe.protos.serving.ExampleList;
import dev.strobe.protos.serving.ExampleListWithContext;
import dev.strobe.protos.serving.GetModelStatusResponse;
import dev.strobe.protos.serving.Input;
import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.MultiInferenceRequest;
import dev.strobe.protos.serving.RegressionRequest;
import dev.strobe.protos.serving.SerializedExampleList;
import dev.strobe.protos.serving.SerializedExampleListWithContext;
import dev.strobe.protos.serving.SerializedExampleRequest;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.protos.serving.SerializedMultiInferenceRequest;
import dev.strobe.protos.serving.StatusProto;
import dev.strobe.protos.tensorflow.Code;
import dev.strobe.protos.tensorflow.DataType;
import io.grpc.Status;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names and numbers that clients of TensorFlow Serving rely on. */
final class FieldNumbersTest {
  private static final String S = "tensorflow.serving.";

  /** Full name of a message, then its fields in the order of their numbers. */
  private static final String MESSAGES =
      """
      tensorflow.serving.ModelSpec name=1 version=2 signature_name=3 version_label=4
      tensorflow.serving.PredictRequest model_spec=1 inputs=2 output_filter=3 \
      predict_streamed_options=5 client_id=6 request_options=7
      tensorflow.serving.PredictResponse outputs=1 model_spec=2
      tensorflow.serving.ClassificationRequest model_spec=1 input=2
      tensorflow.serving.ClassificationResponse result=1 model_spec=2
      tensorflow.serving.ClassificationResult classifications=1
      tensorflow.serving.Classifications classes=1
      tensorflow.serving.Class label=1 score=2
      tensorflow.serving.RegressionRequest model_spec=1 input=2
      tensorflow.serving.RegressionResponse result=1 model_spec=2
      tensorflow.serving.RegressionResult regressions=1
      tensorflow.serving.Regression value=1
      tensorflow.serving.Input example_list=1 example_list_with_context=2
      tensorflow.serving.ExampleList examples=1
      tensorflow.serving.ExampleListWithContext examples=1 context=2
      tensorflow.serving.InferenceTask model_spec=1 method_name=2
      tensorflow.serving.InferenceResult model_spec=1 classification_result=2 regression_result=3
      tensorflow.serving.MultiInferenceRequest tasks=1 input=2
      tensorflow.serving.MultiInferenceResponse results=1
      tensorflow.serving.GetModelMetadataRequest model_spec=1 metadata_field=2
      tensorflow.serving.GetModelMetadataResponse model_spec=1 metadata=2
      tensorflow.serving.SignatureDefMap signature_def=1
      tensorflow.serving.GetModelStatusRequest model_spec=1
      tensorflow.serving.GetModelStatusResponse model_version_status=1
      tensorflow.serving.ModelVersionStatus version=1 state=2 status=3
      tensorflow.serving.StatusProto error_code=1 error_message=2
      tensorflow.serving.ReloadConfigRequest config=1 metric_names=2
      tensorflow.serving.ReloadConfigResponse status=1 metric=2
      tensorflow.serving.Metric name=1 int64_value_increase=2
      tensorflow.serving.SessionRunRequest model_spec=1 feed=2 fetch=3 target=4 options=5 \
      tensor_name_is_alias=6
      tensorflow.serving.SessionRunResponse tensor=1 metadata=2 model_spec=3
      tensorflow.serving.PredictionLog log_metadata=1 classify_log=2 regress_log=3 \
      multi_inference_log=4 session_run_log=5 predict_log=6 predict_streamed_log=7
      tensorflow.serving.ClassifyLog request=1 response=2
      tensorflow.serving.RegressLog request=1 response=2
      tensorflow.serving.PredictLog request=1 response=2
      tensorflow.serving.PredictStreamedLog request=1 response=2
      tensorflow.serving.MultiInferenceLog request=1 response=2
      tensorflow.serving.SessionRunLog request=1 response=2
      tensorflow.serving.LogMetadata model_spec=1 sampling_config=2 saved_model_tags=3 \
      timestamp_secs=4 dc=5 request_origin=6 request_criticality=7 safe_aggregation_privacy_key=8
      tensorflow.serving.ModelServerConfig model_config_list=1 custom_model_config=2
      tensorflow.serving.ModelConfigList config=1
      tensorflow.serving.ModelConfig name=1 base_path=2 model_type=3 model_platform=4 \
      logging_config=6 model_version_policy=7 version_labels=8
      tensorflow.serving.FileSystemStoragePathSourceConfig.ServableVersionPolicy latest=100 \
      all=101 specific=102
      tensorflow.serving.LoggingConfig log_collector_config=1 sampling_config=2 \
      custom_logging_config=3
      tensorflow.serving.LogCollectorConfig type=1 filename_prefix=2
      tensorflow.serving.SamplingConfig sampling_rate=1 attributes=2 per_task_sampling_configs=3
      tensorflow.serving.MonitoringConfig prometheus_config=1
      tensorflow.serving.PrometheusConfig enable=1 path=2
      tensorflow.serving.SSLConfig server_key=1 server_cert=2 custom_ca=3 client_verify=4
      tensorflow.serving.BatchingParameters max_batch_size=1 batch_timeout_micros=2 \
      max_enqueued_batches=3 num_batch_threads=4 thread_pool_name=5 allowed_batch_sizes=6 \
      pad_variable_length_inputs=7 enable_large_batch_splitting=8 max_execution_batch_size=9
      tensorflow.TensorProto dtype=1 tensor_shape=2 version_number=3 tensor_content=4 float_val=5 \
      double_val=6 int_val=7 string_val=8 scomplex_val=9 int64_val=10 bool_val=11 dcomplex_val=12 \
      half_val=13 uint32_val=16 uint64_val=17 float8_val=18
      tensorflow.TensorShapeProto dim=2 unknown_rank=3
      tensorflow.TensorShapeProto.Dim size=1 name=2
      tensorflow.TensorInfo name=1 dtype=2 tensor_shape=3 coo_sparse=4 composite_tensor=5
      tensorflow.SignatureDef inputs=1 outputs=2 method_name=3 defaults=4
      tensorflow.MetaGraphDef meta_info_def=1 signature_def=5 asset_file_def=6
      tensorflow.SavedModel saved_model_schema_version=1 meta_graphs=2
      tensorflow.NamedTensorProto name=1 tensor=2
      tensorflow.Example features=1
      tensorflow.Features feature=1
      tensorflow.Feature bytes_list=1 float_list=2 int64_list=3
      tensorflow.BytesList value=1
      tensorflow.FloatList value=1
      tensorflow.Int64List value=1
      inference.ModelReadyRequest name=1 version=2
      inference.ModelReadyResponse ready=1
      inference.ServerReadyResponse ready=1
      inference.ServerLiveResponse live=1
      inference.ModelMetadataRequest name=1 version=2
      inference.ServerMetadataResponse name=1 version=2 extensions=3
      inference.ModelMetadataResponse name=1 versions=2 platform=3 inputs=4 outputs=5 properties=6
      inference.ModelInferRequest model_name=1 model_version=2 id=3 parameters=4 inputs=5 \
      outputs=6 raw_input_contents=7
      inference.ModelInferResponse model_name=1 model_version=2 id=3 parameters=4 outputs=5 \
      raw_output_contents=6
      inference.InferParameter bool_param=1 int64_param=2 string_param=3 double_param=4 \
      uint64_param=5
      inference.InferTensorContents bool_contents=1 int_contents=2 int64_contents=3 \
      uint_contents=4 uint64_contents=5 fp32_contents=6 fp64_contents=7 bytes_contents=8
      """;

  private static final String DATA_TYPES =
      "INVALID 0 FLOAT 1 DOUBLE 2 INT32 3 UINT8 4 INT16 5 INT8 6 STRING 7 COMPLEX64 8 INT64 9"
          + " BOOL 10 QINT8 11 QUINT8 12 QINT32 13 BFLOAT16 14 QINT16 15 QUINT16 16 UINT16 17"
          + " COMPLEX128 18 HALF 19 RESOURCE 20 VARIANT 21 UINT32 22 UINT64 23";

  @Test
  void messagesHaveTheirNamesAndNumbers() {
    Map<String, Descriptor> types = ProtoFiles.messages();
    MESSAGES
        .lines()
        .forEach(
            line -> {
              String[] words = line.split(" ", 2);
              assertThat(types).containsKey(words[0]);
              assertThat(fields(types.get(words[0]))).as(words[0]).isEqualTo(words[1]);
            });
  }

  @Test
  void servicesHaveTheirFullMethodNames() {
    assertThat(
            ProtoFiles.files().stream()
                .map(FileDescriptor::getServices)
                .flatMap(services -> services.stream().flatMap(s -> s.getMethods().stream()))
                .map(FieldNumbersTest::methodName))
        .containsExactlyInAnyOrder(
            S + "PredictionService/Classify",
            S + "PredictionService/Regress",
            S + "PredictionService/Predict",
            S + "PredictionService/MultiInference",
            S + "PredictionService/GetModelMetadata",
            S + "ModelService/GetModelStatus",
            S + "ModelService/HandleReloadConfigRequest",
            S + "SessionService/SessionRun",
            "inference.GRPCInferenceService/ServerLive",
            "inference.GRPCInferenceService/ServerReady",
            "inference.GRPCInferenceService/ModelReady",
            "inference.GRPCInferenceService/ServerMetadata",
            "inference.GRPCInferenceService/ModelMetadata",
            "inference.GRPCInferenceService/ModelInfer");
  }

  @Test
  void dataTypesHaveTheirNumbersAndReferencesComeAHundredLater() {
    String[] words = DATA_TYPES.split(" ", -1);
    EnumDescriptor types = DataType.getDescriptor();
    for (int i = 0; i < words.length; i += 2) {
      int number = Integer.parseInt(words[i + 1]);
      assertThat(types.findValueByNumber(number).getName()).isEqualTo("DT_" + words[i]);
      if (number > 0) {
        assertThat(types.findValueByNumber(number + 100).getName())
            .isEqualTo("DT_" + words[i] + "_REF");
      }
    }
  }

  @Test
  void errorCodesAreTheCodesOfGrpc() {
    Map<String, Integer> expected =
        Arrays.stream(Status.Code.values())
            .collect(Collectors.toMap(Enum::name, Status.Code::value));
    Map<String, Integer> actual = new TreeMap<>();
    Code.getDescriptor().getValues().forEach(v -> actual.put(v.getName(), v.getNumber()));
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void versionStatesHaveTheirNumbers() {
    assertThat(
            ModelVersionStatus.State.getDescriptor().getValues().stream()
                .map(v -> v.getName() + " " + v.getNumber()))
        .containsExactly(
            "UNKNOWN 0", "START 10", "LOADING 20", "AVAILABLE 30", "UNLOADING 40", "END 50");
  }

  @Test
  void statusKeepsItsNamesInJson() {
    assertThat(
            Stream.of(GetModelStatusResponse.getDescriptor(), StatusProto.getDescriptor())
                .flatMap(type -> type.getFields().stream())
                .map(FieldDescriptor::getJsonName))
        .containsExactly("model_version_status", "error_code", "error_message");
  }

  @Test
  void serializedRequestsAreTheSameOnTheWire() {
    assertSameFields(SerializedInput.getDescriptor(), Input.getDescriptor());
    assertSameFields(SerializedExampleList.getDescriptor(), ExampleList.getDescriptor());
    assertSameFields(
        SerializedExampleListWithContext.getDescriptor(), ExampleListWithContext.getDescriptor());
    assertSameFields(
        SerializedExampleRequest.getDescriptor(), ClassificationRequest.getDescriptor());
    assertSameFields(SerializedExampleRequest.getDescriptor(), RegressionRequest.getDescriptor());
    assertSameFields(
        SerializedMultiInferenceRequest.getDescriptor(), MultiInferenceRequest.getDescriptor());
  }

  private static void assertSameFields(Descriptor serialized, Descriptor plain) {
    assertThat(fields(serialized)).as(plain.getFullName()).isEqualTo(fields(plain));
    plain
        .getFields()
        .forEach(
            field ->
                assertThat(serialized.findFieldByNumber(field.getNumber()).isRepeated())
                    .as(field.getFullName())
                    .isEqualTo(field.isRepeated()));
  }

  private static String fields(Descriptor type) {
    Map<Integer, String> byNumber = new TreeMap<>();
    type.getFields().forEach(f -> byNumber.put(f.getNumber(), f.getName() + "=" + f.getNumber()));
    return String.join(" ", byNumber.values());
  }

  private static String methodName(MethodDescriptor method) {
    return method.getService().getFullName() + "/" + method.getName();
  }
}
