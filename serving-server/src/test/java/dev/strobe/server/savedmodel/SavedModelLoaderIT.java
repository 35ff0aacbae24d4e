package dev.strobe.server.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.server.servable.RecordingRun;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SavedModelLoaderIT {
  private static final Path MODELS = Path.of("src", "test", "resources", "models");

  private final TensorAllocator allocator = TensorAllocator.create(64 << 20);
  private final SavedModelLoader loader =
      new SavedModelLoader(SavedModelConfig.defaults(), allocator);

  @TempDir Path temp;

  @Test
  void halfPlusTwoTakesAnyShape() throws Exception {
    try (Servable model = load("own_half_plus_two/1")) {
      assertThat(floats(run(model, "serving_default", Map.of("x", floats(2, 3, 4)))))
          .containsExactly(3, 3.5f, 4);
    }
  }

  @Test
  void failureOfTheRuntimeKeepsItsCodeAndText() throws IOException {
    try (Servable model = load("own_half_plus_two/1")) {
      Tensor ints = allocator.allocate(DType.INT32, 1);
      assertFails(
          RecordingRun.of(model, "serving_default", Map.of("x", ints)),
          Code.INVALID_ARGUMENT,
          "Expects arg[0] to be float but int32 is provided");
    }
  }

  @Test
  void largeTensorIsNotCopiedAndItsMemoryReturnsOnlyAfterTheOutput() throws Exception {
    try (Servable model = load("types_echo/1")) {
      long before = allocator.pooledBytes();
      Tensor big = allocator.allocate(DType.UINT8, 1 << 20);
      big.data().put(12345, (byte) 7);
      Map<String, Tensor> outputs = run(model, "echo_u8", Map.of(input(model, "echo_u8"), big));
      Tensor echo = outputs.values().iterator().next();
      assertThat(echo.data().get(12345)).isEqualTo((byte) 7);
      assertThat(allocator.pooledBytes()).isEqualTo(before);
      echo.close();
      assertThat(allocator.pooledBytes()).isGreaterThanOrEqualTo(1 << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 63, 2047, 2048, 2049, 5000})
  void numbersOfAnyCountComeBack(int count) throws Exception {
    try (Servable model = load("types_echo/1")) {
      Tensor numbers = allocator.allocate(DType.UINT8, count);
      byte[] sent = new byte[count];
      new Random(count).nextBytes(sent);
      numbers.data().put(sent);
      Map<String, Tensor> outputs = run(model, "echo_u8", Map.of(input(model, "echo_u8"), numbers));
      assertThat(outputs.values().iterator().next().data()).isEqualTo(ByteBuffer.wrap(sent));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 4096})
  void moreDimensionsThanTensorFlowTakesAreRefused(int floats) throws IOException {
    try (Servable model = load("own_half_plus_two/1")) {
      long[] shape = new long[255];
      Arrays.fill(shape, 1);
      shape[0] = floats;
      assertFails(
          RecordingRun.of(
              model, "serving_default", Map.of("x", allocator.allocate(DType.FLOAT, shape))),
          Code.INVALID_ARGUMENT,
          "a tensor has at most 254 dimensions but was given 255");
    }
  }

  @Test
  void stringsOfAnyLengthComeBack() throws Exception {
    try (Servable model = load("types_echo/1")) {
      var random = new Random(1);
      byte[][] sent = new byte[200][];
      for (int i = 0; i < sent.length; i++) {
        sent[i] = new byte[i];
        random.nextBytes(sent[i]);
      }
      Tensor strings = Tensor.ofStrings(new long[] {sent.length}, Arrays.asList(sent));
      Map<String, Tensor> outputs =
          run(model, "echo_text", Map.of(input(model, "echo_text"), strings));
      assertThat(outputs.values().iterator().next().strings()).containsExactly(sent);
    }
  }

  @Test
  void emptyTensorsPass() throws Exception {
    try (Servable model = load("types_echo/1")) {
      Tensor empty = allocator.allocate(DType.FLOAT, 0, 3);
      Map<String, Tensor> outputs = run(model, "echo_f32", Map.of(input(model, "echo_f32"), empty));
      assertThat(outputs.values().iterator().next().shape()).containsExactly(0, 3);
      Tensor none = Tensor.ofStrings(new long[] {0}, List.of());
      assertThat(run(model, "echo_text", Map.of(input(model, "echo_text"), none))).hasSize(1);
    }
  }

  @Test
  void examplesAreParsedInTheGraph() throws Exception {
    try (Servable model = load("own_half_plus_two/1")) {
      assertThat(model.definitions()).hasSize(4);
      Tensor junk =
          Tensor.ofStrings(new long[] {1}, List.of("junk".getBytes(StandardCharsets.UTF_8)));
      assertFails(
          RecordingRun.of(model, "regress_x_to_y", Map.of("inputs", junk)),
          Code.INVALID_ARGUMENT,
          "Feature: x (data type: float) is required but could not be found.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "8,3", "8,8,3", "1,1,8,8,3", "0,8,8,3", "0", "1,8,8,5"})
  void shapesThatEndTheProcessAreRefused(String dimensions) throws IOException {
    ConvModel.write(temp);
    long[] shape =
        Arrays.stream(dimensions.split(","))
            .filter(size -> !size.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    try (Servable model = loader.load(new ServableId("conv", 1), temp)) {
      assertFails(
          RecordingRun.of(
              model, "serving_default", Map.of("x", allocator.allocate(DType.FLOAT, shape))),
          Code.INVALID_ARGUMENT,
          "of input x must");
    }
  }

  @Test
  void fittingImagesPassTheGuard() throws Exception {
    ConvModel.write(temp);
    try (Servable model = loader.load(new ServableId("conv", 1), temp)) {
      Tensor images = allocator.allocate(DType.FLOAT, 2, 8, 8, 3);
      ByteBuffer data = images.data();
      while (data.hasRemaining()) {
        data.putFloat(1);
      }
      Map<String, Tensor> outputs = run(model, "serving_default", Map.of("x", images));
      assertThat(outputs.get("y").shape()).containsExactly(2, 6, 6, 4);
      assertThat(outputs.get("y").data().getFloat(0)).isCloseTo(2.7f, within(1e-5f));
    }
  }

  @Test
  void halfCopiedModelsAreRefused() throws IOException {
    assertLoadFails(MODELS.resolve("bad_missing_variables/1"), Code.FAILED_PRECONDITION, "missing");
    copy("own_half_plus_two/1");
    Files.delete(temp.resolve("variables/variables.index"));
    assertLoadFails(temp, Code.FAILED_PRECONDITION, "variables/variables.index is missing");
    copy("own_half_plus_two/1");
    Files.delete(temp.resolve("variables/variables.data-00000-of-00001"));
    assertLoadFails(temp, Code.FAILED_PRECONDITION, "variables.data-00000-of-00001 is missing");
    copy("own_half_plus_two/1");
    Files.write(temp.resolve("variables/variables.data-00000-of-00001"), new byte[2]);
    assertThatThrownBy(() -> loader.load(new ServableId("m", 1), temp))
        .isInstanceOf(ServingException.class);
  }

  @Test
  void brokenAndMissingModelsFailWithTheTextOfTensorFlow() {
    assertLoadFails(
        MODELS.resolve("bad_truncated_pb/1"), Code.OUT_OF_RANGE, "Read less bytes than requested");
    assertLoadFails(
        temp, Code.NOT_FOUND, "Could not find SavedModel .pb or .pbtxt at supplied export");
  }

  @Test
  void wrongTagsAreToldApart() {
    var gpu = new SavedModelLoader(SavedModelConfig.defaults().withTags(List.of("gpu")), allocator);
    assertThatThrownBy(() -> gpu.load(new ServableId("m", 1), MODELS.resolve("two_in/1")))
        .hasMessageContaining("Could not find meta graph def matching supplied tags: { gpu }");
  }

  private Servable load(String model) {
    return loader.load(new ServableId("m", 1), MODELS.resolve(model));
  }

  private void copy(String model) throws IOException {
    Path from = MODELS.resolve(model);
    Files.createDirectories(temp.resolve("variables"));
    for (String file :
        List.of(
            "saved_model.pb",
            "variables/variables.index",
            "variables/variables.data-00000-of-00001")) {
      Files.write(temp.resolve(file), Files.readAllBytes(from.resolve(file)));
    }
  }

  private static String input(Servable model, String signature) {
    return model.signatures().get(signature).inputs().firstKey();
  }

  private static Map<String, Tensor> run(
      Servable model, String signature, Map<String, Tensor> inputs) throws Exception {
    return RecordingRun.of(model, signature, inputs).get();
  }

  private Tensor floats(float... values) {
    Tensor tensor = allocator.allocate(DType.FLOAT, values.length);
    tensor.data().asFloatBuffer().put(values);
    return tensor;
  }

  private static float[] floats(Map<String, Tensor> outputs) {
    try (Tensor only = outputs.values().iterator().next()) {
      float[] values = new float[(int) only.elementCount()];
      only.data().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }
  }

  private void assertLoadFails(Path model, Code code, String message) {
    assertThatThrownBy(() -> loader.load(new ServableId("m", 1), model))
        .isInstanceOfSatisfying(ServingException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private static void assertFails(
      CompletableFuture<Map<String, Tensor>> end, Code code, String message) {
    assertThatThrownBy(end::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(ServingException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
