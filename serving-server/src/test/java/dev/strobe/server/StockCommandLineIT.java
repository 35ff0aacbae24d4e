package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command line as it stands in deployments of TensorFlow Serving. */
@Timeout(180)
final class StockCommandLineIT {
  private static final List<String> SMALL = List.of("-Xmx512m");

  @TempDir Path temp;

  @Test
  void startsUnchanged() throws Exception {
    Path models = write("models.config", modelConfig());
    Path monitoring = write("monitoring.config", "prometheus_config { enable: true }");
    Path batching =
        write(
            "batching.config",
            "max_batch_size { value: 8 } batch_timeout_micros { value: 0 }"
                + " max_enqueued_batches { value: 100 } num_batch_threads { value: 2 }");
    try (ServerProcess server =
        ServerProcess.start(
            SMALL,
            "--model_config_file=" + models,
            "--monitoring_config_file=" + monitoring,
            "--enable_batching",
            "--batching_parameters_file=" + batching)) {
      assertThat(predict(server.restPort()).body()).contains("3.0, 3.5, 4.0");
      server.terminate();
      assertThat(server.awaitEnd()).isZero();
    }
  }

  @Test
  void flagsOfNewerReleasesAreNamedAndPassedOver() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            SMALL,
            "--port=0",
            "--model_config_file=" + write("models.config", modelConfig()),
            "--flag_of_a_newer_release=3",
            "--xla_cpu_compilation_enabled=true",
            "--enable_profiler=false")) {
      assertThat(server.log())
          .contains("unknown argument: --flag_of_a_newer_release=3")
          .anyMatch(line -> line.startsWith("Warning: --xla_cpu_compilation_enabled changes"))
          .noneMatch(line -> line.contains("--enable_profiler"));
      assertThat(predict(server.restPort()).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> predict(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + port + "/v1/models/hp2:predict"))
                .POST(BodyPublishers.ofString("{\"instances\": [2.0, 3.0, 4.0]}"))
                .build(),
            BodyHandlers.ofString());
  }

  private static String modelConfig() {
    return "model_config_list { config { name: 'hp2' base_path: '%s' model_platform: 'tensorflow' } }"
        .formatted(TestModels.path("own_half_plus_two"));
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(temp.resolve(name), text);
  }
}
