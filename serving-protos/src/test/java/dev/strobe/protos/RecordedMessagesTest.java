package dev.strobe.protos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TypeRegistry;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes another implementation wrote for upstream's own .proto files; see recorded/README.md. */
final class RecordedMessagesTest {
  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder().add(ProtoFiles.messages().values()).build();

  static List<String> recorded() throws IOException, URISyntaxException {
    Path directory = Path.of(RecordedMessagesTest.class.getResource("/recorded").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hex"))
          .map(name -> name.substring(0, name.length() - ".hex".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyFieldIsReadAsItWasWritten(String name) throws IOException {
    Message read = read(name);
    assertThat(read).isEqualTo(written(name));
    assertThat(read.getUnknownFields().asMap()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void writingItAgainGivesTheSameBytes(String name) throws IOException {
    assertThat(serialize(read(name))).isEqualTo(bytes(name));
  }

  @Test
  void everyFieldOccursInSomeRecording() throws IOException, URISyntaxException {
    Set<String> missing = new TreeSet<>();
    ProtoFiles.messages().values().stream()
        .flatMap(type -> type.getFields().stream())
        .forEach(field -> missing.add(field.getFullName()));
    for (String name : recorded()) {
      crossOff(read(name), missing);
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void generatedClassesReadTheRecordedRequest() throws IOException {
    PredictRequest request = PredictRequest.parseFrom(bytes("predict_request"));

    ModelSpec model = request.getModelSpec();
    assertThat(model.getName()).isEqualTo("repnet");
    assertThat(model.getVersion().getValue()).isEqualTo(9007199254740993L);
    assertThat(model.getSignatureName()).isEqualTo("clip");
    TensorProto frames = request.getInputsOrThrow("frames");
    assertThat(frames.getDtype()).isEqualTo(DataType.DT_UINT8);
    assertThat(frames.getTensorShape().getDimList()).extracting("size").containsExactly(2L, 1L, 3L);
    assertThat(frames.getTensorContent().toByteArray())
        .isEqualTo(new byte[] {0, 1, 127, -128, -2, -1});
    assertThat(request.getInputsOrThrow("strides").getIntValList())
        .containsExactly(1, -1, Integer.MAX_VALUE);
    assertThat(request.getOutputFilterList())
        .containsExactly("period_logits", "periodicity_logits");
  }

  @Test
  void generatedClassesReadTheRecordedResponse() throws IOException {
    PredictResponse response = PredictResponse.parseFrom(bytes("predict_response"));

    assertThat(response.getOutputsOrThrow("y").getFloatValList())
        .containsExactly(3.5f, -0.0f, Float.MIN_VALUE);
    assertThat(response.getModelSpec().getVersionLabel()).isEqualTo("stable");
  }

  private static Message read(String name) throws IOException {
    return emptyMessage(name).getParserForType().parseFrom(bytes(name));
  }

  private static Message written(String name) throws IOException {
    Message.Builder builder = emptyMessage(name).newBuilderForType();
    TextFormat.Parser.newBuilder().setTypeRegistry(TYPES).build().merge(text(name), builder);
    return builder.build();
  }

  private static DynamicMessage emptyMessage(String name) throws IOException {
    String type = text(name).lines().findFirst().orElseThrow().replace("# proto-message: ", "");
    return DynamicMessage.getDefaultInstance(ProtoFiles.messages().get(type));
  }

  private static String text(String name) throws IOException {
    return resource(name + ".txtpb");
  }

  private static byte[] bytes(String name) throws IOException {
    return HexFormat.of().parseHex(resource(name + ".hex").replace("\n", ""));
  }

  private static String resource(String file) throws IOException {
    try (InputStream in = RecordedMessagesTest.class.getResourceAsStream("/recorded/" + file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static byte[] serialize(Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    message.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static void crossOff(Message message, Set<String> missing) {
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      missing.remove(entry.getKey().getFullName());
      List<?> values = entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
      for (Object value : values) {
        if (value instanceof Message nested) {
          crossOff(nested, missing);
        }
      }
    }
  }
}
