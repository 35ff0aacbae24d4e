package dev.strobe.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.batching.BatcherMetrics;
import dev.strobe.server.execution.RunMetrics;
import dev.strobe.server.servable.AspiredVersion;
import dev.strobe.server.servable.IdleServable;
import dev.strobe.server.servable.LoadListener;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PrometheusMetricsTest {
  private static final Path PATH = Path.of("/models/m/7");
  private static final ServableId ID = new ServableId("m", 7);

  private static final long BROKEN = 3;

  private final PrometheusMetrics metrics = new PrometheusMetrics();

  @Test
  void versionThatIsGoneLeavesNoSeries() {
    LoadListener savedModels = metrics.savedModelLoads();
    LoadListener models = metrics.modelLoads();
    RunMetrics runs = metrics.runs(ID);
    BatcherMetrics batches = metrics.batches(ID);
    savedModels.loaded(ID, PATH, Set.of("s"), 5);
    metrics.warmups().onWarmup(PATH, Code.OK, 3, 5);
    models.loaded(ID, PATH, Set.of("s"), 10);
    runs.onDropped();
    batches.onBatch(3, 4);
    assertThat(page()).contains("version=\"7\"").contains("model_path=\"/models/m/7\"");
    savedModels.closed(ID, PATH);
    models.closed(ID, PATH);
    assertThat(page()).doesNotContain("version=\"7\"").doesNotContain("/models/m/7");
    assertThat(page()).contains("strobe_model_loads_total{code=\"OK\",model=\"m\"} 1.0");
  }

  @Test
  void batchesOfManySizesShareASeries() {
    BatcherMetrics batches = metrics.batches(ID);
    for (int rows = 1; rows <= 300; rows++) {
      batches.onBatch(rows, rows);
    }
    assertThat(page().lines().filter(line -> line.contains("padding_size_count{"))).hasSize(101);
    assertThat(page())
        .contains(
            ":tensorflow:serving:batching_session:padding_size_count"
                + "{execution_batch_size=\"other\"} 200");
  }

  @Test
  void paddingIsCountedApartFromRows() {
    metrics.batches(ID).onBatch(3, 8);
    assertThat(page())
        .contains("strobe_batch_padding_rows_total{model=\"m\",version=\"7\"} 5.0")
        .contains("strobe_batch_rows_sum{model=\"m\",version=\"7\"} 3.0")
        .contains(":tensorflow:serving:batching_session:processed_batch_size_sum{} 8")
        .contains(
            ":tensorflow:serving:batching_session:padding_size_sum{execution_batch_size=\"8\"} 5");
  }

  @Test
  void statesOfVersionsThatEndedWellAreLeftOut() {
    var registry =
        new ServableRegistry(
            this::load,
            new LoadRetries(0, Duration.ZERO),
            Runnable::run,
            Runnable::run,
            (delay, task) -> {});
    metrics.follow(registry);
    registry.aspire("m", List.of(version(1)));
    assertThat(states()).containsExactly(state(1, "AVAILABLE"));
    registry.aspire("m", List.of(version(2)));
    assertThat(states()).containsExactly(state(2, "AVAILABLE"));
    registry.aspire("m", List.of(version(BROKEN)));
    assertThat(states()).containsExactlyInAnyOrder(state(2, "AVAILABLE"), state(BROKEN, "END"));
  }

  private Servable load(ServableId id, Path path) {
    if (id.version() == BROKEN) {
      throw new ServingException(Code.DATA_LOSS, "torn");
    }
    return new IdleServable(() -> {});
  }

  private static AspiredVersion version(long version) {
    return new AspiredVersion(version, Path.of("/models/m", Long.toString(version)));
  }

  private static String state(long version, String state) {
    return "strobe_model_version_state{model=\"m\",state=\"%s\",version=\"%d\"} 1.0"
        .formatted(state, version);
  }

  private List<String> states() {
    return page().lines().filter(line -> line.startsWith("strobe_model_version_state{")).toList();
  }

  private String page() {
    return new String(metrics.page(), StandardCharsets.UTF_8);
  }
}
