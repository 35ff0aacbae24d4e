package dev.strobe.server.conformance;

import static dev.strobe.server.conformance.GrpcExchange.answers;
import static dev.strobe.server.conformance.GrpcExchange.fails;
import static dev.strobe.server.conformance.RestExchange.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.FlaggedServer;
import dev.strobe.server.ModelServer;
import io.grpc.Status.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batching as TensorFlow Serving's parameters ask for it, through both front ends. */
@Timeout(120)
final class BatchingConformanceIT {
  private static final String LONG = "batch_timeout_micros { value: 600000000 } ";
  private static final String FULL =
      "The batch scheduling queue to which this task was submitted is full";
  private static final int CALLERS = 8;

  @TempDir static Path temp;

  private static CaseModels models;

  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  @BeforeAll
  static void write() throws Exception {
    models = CaseModels.in(temp.resolve("models"));
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void b01_twoCallersShareOneRun() throws Exception {
    try (ModelServer server = start(LONG + "max_batch_size { value: 2 }");
        FrontEnds frontEnds = new FrontEnds(server)) {
      together(frontEnds, rest("[2]", "[3.0]"), grpc(1, "3"));
    }
  }

  @Test
  void b03_largeRequestIsRefusedOrSplit() throws Exception {
    String limit = "max_batch_size { value: 4 }";
    String rows = "dtype: DT_FLOAT tensor_shape { dim { size: 5 } } float_val: ";
    String request =
        "model_spec { name: 'hp2' } inputs { key: 'x' value { " + rows + "[1, 2, 3, 4, 5] } }";
    String refusal = "Task size 5 is larger than maximum input batch size 4";
    try (ModelServer server = start(limit);
        FrontEnds frontEnds = new FrontEnds(server)) {
      post("B03", "hp2:predict", "{\"instances\":[1,2,3,4,5]}", 400, refusal).check(frontEnds);
      fails("B03", "Predict", request, Code.INVALID_ARGUMENT, refusal).check(frontEnds);
    }
    try (ModelServer server = start(limit + " enable_large_batch_splitting { value: true }");
        FrontEnds frontEnds = new FrontEnds(server)) {
      rest("[1,2,3,4,5]", "[2.5,3.0,3.5,4.0,4.5]").check(frontEnds);
      answers("B03", "Predict", request, answered(rows + "[2.5, 3, 3.5, 4, 4.5]")).check(frontEnds);
    }
  }

  @Test
  void b04_fullQueueAnswersUnavailable() throws Exception {
    String one = "value: 1 }";
    try (ModelServer server =
            start(
                "max_batch_size { value: 1200 } batch_timeout_micros { value: 0 } "
                    + "num_batch_threads { "
                    + one
                    + " max_enqueued_batches { "
                    + one);
        FrontEnds frontEnds = new FrontEnds(server)) {
      List<Future<Boolean>> refused = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        refused.add(callers.submit(() -> isRefused(frontEnds)));
      }
      List<Boolean> outcomes = new ArrayList<>();
      for (Future<Boolean> outcome : refused) {
        outcomes.add(outcome.get());
      }
      assertThat(outcomes).contains(true, false);
    }
  }

  /**
   * Whether the queue was full for a call that takes long; anything but that and an answer fails.
   */
  private static boolean isRefused(FrontEnds frontEnds) throws Exception {
    String zeros = "dtype: DT_FLOAT tensor_shape { dim { size: 1200 } dim { size: 1200 } }";
    String request = "model_spec { name: 'slow' } inputs { key: 'x' value { " + zeros + " } }";
    try {
      fails("B04", "Predict", request, Code.UNAVAILABLE, FULL).check(frontEnds);
      return true;
    } catch (AssertionError e) {
      assertThat(e).hasMessageContaining("OK");
      return false;
    }
  }

  @Test
  void b06_parametersThatDisagreeFailTheLoad() throws Exception {
    try (ModelServer server =
        start(
            "max_batch_size { value: 8 } allowed_batch_sizes: 4 allowed_batch_sizes: 6",
            "--max_num_load_retries=0")) {
      assertThatThrownBy(server::requireAvailable)
          .hasMessageContaining("Last entry in allowed_batch_sizes must match max_batch_size");
    }
  }

  @Test
  void b07_shapesThatDifferRunApartOrPadded() throws Exception {
    ConformanceCase three = matrix("[[[2,2,2],[2,2,2],[2,2,2]]]");
    ConformanceCase two = matrix("[[[2,2],[2,2]]]");
    try (ModelServer server = start("batch_timeout_micros { value: 20000 }");
        FrontEnds frontEnds = new FrontEnds(server)) {
      together(frontEnds, three, two);
    }
    try (ModelServer server =
            start(LONG + "max_batch_size { value: 2 } pad_variable_length_inputs: true");
        FrontEnds frontEnds = new FrontEnds(server)) {
      together(frontEnds, three, two);
    }
  }

  @Test
  void b09_outputFilterHasAQueueOfItsOwn() throws Exception {
    GrpcExchange filtered = grpc(1, "3");
    try (ModelServer server = start("batch_timeout_micros { value: 20000 }");
        FrontEnds frontEnds = new FrontEnds(server)) {
      together(
          frontEnds, filtered, filtered.withRequest(filtered.request() + " output_filter: 'y'"));
    }
  }

  @Test
  void b10_deadlineInTheQueueIsSaidToBeThat() throws Exception {
    try (ModelServer server = start(LONG, "--rest_api_timeout_in_ms=200");
        FrontEnds frontEnds = new FrontEnds(server)) {
      String reason = "Run() timeout exceeded while waiting in batching queue";
      post("B10", "hp2:predict", "{\"instances\":[2]}", 429, reason).check(frontEnds);
    }
  }

  private void together(FrontEnds frontEnds, ConformanceCase... cases) throws Exception {
    List<Callable<Void>> checks = new ArrayList<>();
    for (ConformanceCase each : cases) {
      checks.add(
          () -> {
            each.check(frontEnds);
            return null;
          });
    }
    for (Future<Void> done : callers.invokeAll(checks)) {
      done.get();
    }
  }

  private static RestExchange rest(String instances, String predictions) {
    return post(
        "REST",
        "hp2:predict",
        "{\"instances\":" + instances + "}",
        200,
        "{\"predictions\":" + predictions + "}");
  }

  private static RestExchange matrix(String instances) {
    return post("B07", "matrix:predict", "{\"instances\":" + instances + "}", 200, "[3.0, 3.0");
  }

  private static GrpcExchange grpc(int rows, String result) {
    String shape = "dtype: DT_FLOAT tensor_shape { dim { size: " + rows + " } } float_val: ";
    return answers(
        "gRPC",
        "Predict",
        "model_spec { name: 'hp2' } inputs { key: 'x' value { " + shape + "2 } }",
        answered(shape + result));
  }

  private static String answered(String value) {
    return "model_spec { name: 'hp2' version { value: 123 } signature_name: 'serving_default' } "
        + "outputs { key: 'y' value { "
        + value
        + " } }";
  }

  private static ModelServer start(String parameters, String... more) throws Exception {
    Path file = Files.writeString(Files.createTempFile(temp, "batching", ".txt"), parameters);
    Stream<String> flags =
        Stream.of(
            "--rest_api_port=8501",
            "--model_config_file=" + models.config(temp.resolve("models.config")),
            "--allow_version_labels_for_unavailable_models",
            "--enable_batching",
            "--batching_parameters_file=" + file,
            "--drain_seconds=0");
    return FlaggedServer.start(Stream.concat(flags, Stream.of(more)).toArray(String[]::new));
  }
}
