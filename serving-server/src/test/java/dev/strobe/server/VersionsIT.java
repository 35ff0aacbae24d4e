package dev.strobe.server;

import static dev.strobe.server.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.ModelVersionStatus;
import dev.strobe.protos.serving.ModelVersionStatus.State;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.TransitionPolicy;
import dev.strobe.server.source.PollingConfig;
import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Versions that come, go, break and return, on disks that do so too. */
@Timeout(180)
final class VersionsIT {
  private static final PollingConfig LOOKS = PollingConfig.every(Duration.ofMillis(20));
  private static final LoadingConfig QUICK = LoadingConfig.defaults().withPolling(LOOKS);

  @TempDir Path temp;

  private TestServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("L10: names that are no numbers are no versions")
  void namesThatAreNoNumbersAreNoVersions() throws Exception {
    for (String name :
        List.of("00000001", "7", "10", "v12", "1.5", "latest", ".tmp-11", "11.partial")) {
      publish("version_echo/1", "zoo", name);
    }
    Path base = temp.resolve("zoo");
    start(
        QUICK,
        ServedModel.of("latest", base),
        new ServedModel(new WatchedModel("all", base, new VersionSelection.All()), Map.of()),
        new ServedModel(
            new WatchedModel("one", base, new VersionSelection.Specific(Set.of(1L))), Map.of()));
    assertThat(versions("latest")).containsExactly(10L);
    assertThat(versions("all")).containsExactly(10L, 7L, 1L);
    assertThat(versions("one")).containsExactly(1L);
  }

  @Test
  @DisplayName("L12, L13: base path that vanishes keeps its model serving")
  void basePathThatVanishesKeepsItsModelServing() throws Exception {
    publish("version_echo/1", "ver", "1");
    start(
        QUICK,
        ServedModel.of("ver", temp.resolve("ver")),
        ServedModel.of("other", temp.resolve("other")));
    TestModels.move(temp.resolve("ver"), temp.resolve("gone"));
    // What is published to another model is found by a look later than those that missed this one.
    publish("version_echo/2", "other", "2");
    until(() -> server.answering("ver") == 1 && server.code("other") == Status.Code.OK);
    publish("version_echo/3", "other", "3");
    until(() -> server.answering("ver") == 1 && server.answering("other") == 3);
    TestModels.move(temp.resolve("gone"), temp.resolve("ver"));
    publish("version_echo/2", "ver", "2");
    until(() -> server.answering("ver") == 2);
  }

  /** A zip file stands for a bucket: another file system, whose folder is gone for a while. */
  @Test
  void modelOfABucketThatIsGoneForAWhileServesOn() throws Exception {
    publish("version_echo/2", "other", "2");
    try (FileSystem bucket =
        FileSystems.newFileSystem(temp.resolve("bucket.zip"), Map.of("create", "true"))) {
      Path base = bucket.getPath("/models/ver");
      TestModels.copy("version_echo/1", base.resolve("1"));
      // An upload may be seen in part, and is then tried again.
      LoadingConfig patient =
          QUICK.withRetries(new LoadRetries(Integer.MAX_VALUE, Duration.ofMillis(20)));
      start(patient, ServedModel.of("ver", base), ServedModel.of("other", temp.resolve("other")));
      assertThat(server.answering("ver")).isEqualTo(1);
      delete(base);
      publish("version_echo/3", "other", "3");
      until(() -> server.answering("ver") == 1 && server.answering("other") == 3);
      TestModels.copy("version_echo/3", base.resolve("3"));
      until(() -> server.answering("ver") == 3);
      server.close();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  @DisplayName("L12: model without versions is unloaded and comes back")
  void modelWithoutVersionsIsUnloadedAndComesBack() throws Exception {
    publish("version_echo/1", "ver", "1");
    start(QUICK, ServedModel.of("ver", temp.resolve("ver")));
    TestModels.move(temp.resolve("ver/1"), temp.resolve("away"));
    until(() -> server.code("ver") == Status.Code.NOT_FOUND);
    until(() -> server.state("ver", 1) == State.END);
    TestModels.move(temp.resolve("away"), temp.resolve("ver/1"));
    until(() -> server.code("ver") == Status.Code.OK);
  }

  @Test
  void brokenVersionIsToldOfAndServesOnceItIsRepaired() throws Exception {
    publish("version_echo/1", "ver", "1");
    start(
        QUICK.withPolling(LOOKS.withSettleTime(Duration.ofMillis(50))),
        ServedModel.of("ver", temp.resolve("ver")));
    publish("bad_truncated_pb/1", "ver", "2");
    until(() -> server.state("ver", 2) == State.END);
    assertThat(server.status("ver", 2).getStatus().getErrorCodeValue()).isNotZero();
    assertThat(server.answering("ver")).isEqualTo(1);
    Files.copy(
        TestModels.path("version_echo/2/saved_model.pb"),
        temp.resolve("ver/2/saved_model.pb"),
        StandardCopyOption.REPLACE_EXISTING);
    until(() -> server.answering("ver") == 2);
    assertThat(server.status("ver", 2).getStatus().getErrorCodeValue()).isZero();
  }

  @Test
  void oldVersionGoesFirstWhereMemoryIsToBeSpared() throws Exception {
    publish("version_echo/1", "ver", "1");
    start(
        QUICK.withTransition(TransitionPolicy.RESOURCE_PRESERVING),
        ServedModel.of("ver", temp.resolve("ver")));
    publish("bad_missing_variables/1", "ver", "2");
    until(() -> server.state("ver", 2) == State.END);
    assertThat(server.state("ver", 1)).isEqualTo(State.END);
    assertThat(server.code("ver")).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void modelThatTakesLongToLoadDelaysNoOther() throws Exception {
    publish("version_echo/1", "ver", "1");
    publish("own_half_plus_two/1", "stuck", "1");
    Path pipe =
        Files.createDirectories(temp.resolve("stuck/1/assets.extra"))
            .resolve("tf_serving_warmup_requests");
    // Whoever opens a pipe to read waits for one who opens it to write.
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    start(
        QUICK.withStartPatience(Duration.ZERO),
        ServedModel.of("stuck", temp.resolve("stuck")),
        ServedModel.of("ver", temp.resolve("ver")));
    until(() -> server.code("ver") == Status.Code.OK);
    publish("version_echo/2", "ver", "2");
    until(() -> server.answering("ver") == 2);
    until(() -> server.state("ver", 1) == State.END);
    until(() -> server.state("stuck", 1) == State.LOADING);
    Files.newOutputStream(pipe).close();
    until(() -> server.state("stuck", 1) == State.AVAILABLE);
  }

  private void start(LoadingConfig loading, ServedModel... models) {
    server =
        new TestServer(
            ServerConfig.defaults().withModels(Arrays.asList(models)).withLoading(loading));
  }

  private List<Long> versions(String model) {
    return server.statuses(model).stream().map(ModelVersionStatus::getVersion).toList();
  }

  private void publish(String version, String model, String name) throws IOException {
    TestModels.publish(version, temp.resolve(model).resolve(name));
  }
}
