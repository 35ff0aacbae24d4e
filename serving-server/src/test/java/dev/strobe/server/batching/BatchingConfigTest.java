package dev.strobe.server.batching;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.batching.BatchingConfig.DifferingShapes;
import dev.strobe.server.batching.BatchingConfig.LargeRuns;
import dev.strobe.server.batching.BatchingSettings.Scope;
import dev.strobe.server.status.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchingConfigTest {
  @TempDir Path temp;

  @Test
  void defaultsAreThoseOfTensorFlowServing() {
    assertThat(BatchingConfig.defaults())
        .isEqualTo(
            new BatchingConfig(
                1000,
                Duration.ZERO,
                10,
                Runtime.getRuntime().availableProcessors(),
                "model_server_batch_threads",
                List.of(),
                DifferingShapes.APART,
                LargeRuns.REFUSED,
                1000,
                Optional.empty()));
  }

  @Test
  void everyParameterCounts() throws IOException {
    BatchingConfig config =
        read(
            """
            max_batch_size { value: 128 }
            batch_timeout_micros { value: 1500 }
            max_enqueued_batches { value: 7 }
            num_batch_threads { value: 3 }
            thread_pool_name { value: "pool" }
            allowed_batch_sizes: 8
            allowed_batch_sizes: 32
            pad_variable_length_inputs: true
            enable_large_batch_splitting { value: true }
            max_execution_batch_size { value: 32 }  # smaller than a run may be
            """);
    assertThat(config)
        .isEqualTo(
            new BatchingConfig(
                128,
                Duration.ofNanos(1_500_000),
                7,
                3,
                "pool",
                List.of(8, 32),
                DifferingShapes.PADDED,
                LargeRuns.SPLIT,
                32,
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          allowed_batch_sizes: 4 allowed_batch_sizes: 6 max_batch_size { value: 8 } | Last entry in allowed_batch_sizes must match max_batch_size; last entry was 6; expected 8
          allowed_batch_sizes: 6 allowed_batch_sizes: 4 max_batch_size { value: 4 } | allowed_batch_sizes must be ascending; was [6, 4]
          allowed_batch_sizes: 0 allowed_batch_sizes: 4 max_batch_size { value: 4 } | allowed_batch_sizes must be positive; was [0, 4]
          max_batch_size { value: 0 }                  | max_batch_size must be positive; was 0
          max_batch_size { value: 5000000000 }         | max_batch_size must fit 32 bits; was 5000000000
          batch_timeout_micros { value: -1 }           | batch_timeout_micros must be non-negative; was -1
          max_enqueued_batches { value: -1 }           | max_enqueued_batches must be non-negative; was -1
          num_batch_threads { value: 0 }               | num_batch_threads must be positive; was 0
          """)
  void nonsenseIsRefused(String parameters, String message) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, () -> read(parameters)).hasMessage(message);
  }

  @Test
  void brokenFileIsNamedWithThePlace() {
    assertThatThrownBy(() -> read("max_batch_size: {\n  nonsense"))
        .hasMessageContaining("parameters.txt")
        .hasMessageContaining("2:");
    assertThatFailsWith(Code.NOT_FOUND, () -> BatchingParametersFile.read(temp.resolve("none")))
        .hasMessageContaining("none");
  }

  @Test
  void sizesArePaddedToTheNextAllowed() throws IOException {
    BatchingConfig some = read("allowed_batch_sizes: [4, 8] max_batch_size { value: 8 }");
    assertThat(some.paddedSize(1)).isEqualTo(4);
    assertThat(some.paddedSize(4)).isEqualTo(4);
    assertThat(some.paddedSize(5)).isEqualTo(8);
    assertThat(BatchingConfig.defaults().paddedSize(5)).isEqualTo(5);
  }

  @Test
  void versionsMayBringTheirOwn() throws IOException {
    Path with = Files.createDirectory(temp.resolve("1"));
    Files.writeString(with.resolve("batching_params.pbtxt"), "max_batch_size { value: 7 }");
    var own =
        new BatchingSettings(
            BatchingParameters.getDefaultInstance(),
            Scope.WITH_OWN_PARAMETERS,
            Optional.of(Duration.ofMillis(3)));
    assertThat(own.of(with).orElseThrow().maxBatchSize()).isEqualTo(7);
    assertThat(own.of(with).orElseThrow().latencyTarget()).contains(Duration.ofMillis(3));
    assertThat(own.of(temp)).isEmpty();
    assertThat(BatchingSettings.defaults().of(temp)).contains(BatchingConfig.defaults());
  }

  private BatchingConfig read(String parameters) throws IOException {
    Path file = temp.resolve("parameters.txt");
    Files.writeString(file, parameters);
    return BatchingConfig.of(BatchingParametersFile.read(file));
  }
}
