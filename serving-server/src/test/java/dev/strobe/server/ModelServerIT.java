package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.ModelVersionStatus.State;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.source.PollingConfig;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class ModelServerIT {
  @TempDir Path temp;

  /** The versions that answered, one after another. */
  private final List<Long> answered = new ArrayList<>();

  private Path base;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    base = temp.resolve("ver");
    TestModels.publish("version_echo/1", base.resolve("1"));
    server =
        new TestServer(
            ServerConfig.defaults()
                .withModels(
                    List.of(
                        ServedModel.of("missing", temp.resolve("missing")),
                        ServedModel.of("ver", base)))
                .withLoading(
                    LoadingConfig.defaults()
                        .withPolling(PollingConfig.every(Duration.ofMillis(20)))));
  }

  @AfterEach
  void stop() {
    server.close();
    server.close();
  }

  @Test
  @DisplayName("L06, L07: switch and rollback under load lose no call")
  void switchAndRollbackUnderLoadLoseNoCall() throws Exception {
    callUntil(() -> server.state("ver", 1) == State.AVAILABLE);
    TestModels.publish("version_echo/2", base.resolve("2"));
    callUntil(() -> server.state("ver", 1) == State.END);
    assertThat(answered).containsExactly(1L, 2L);
    TestModels.move(base.resolve("2"), temp.resolve("removed"));
    callUntil(() -> server.state("ver", 2) == State.END);
    assertThat(answered).containsExactly(1L, 2L, 1L);
  }

  @Test
  @DisplayName("L09: half copied version never replaces a good one")
  void halfCopiedVersionNeverReplacesAGoodOne() throws Exception {
    TestModels.publish("bad_missing_variables/1", base.resolve("9"));
    callUntil(() -> server.state("ver", 9) == State.END);
    assertThat(answered).containsExactly(1L);
  }

  @Test
  void restAnswersTheSame() throws Exception {
    HttpResponse<String> response = server.post("/v1/models/ver:predict", "{\"inputs\": 0.0}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"outputs\"");
  }

  /** Calls without a pause, none of which may fail, and once more when it is reached. */
  private void callUntil(Eventually.Question reached) throws Exception {
    Eventually.until(
        () -> {
          boolean last = reached.isTrue();
          long version = server.answering("ver");
          if (answered.isEmpty() || answered.get(answered.size() - 1) != version) {
            answered.add(version);
          }
          return last;
        });
  }
}
