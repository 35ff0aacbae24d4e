package dev.strobe.server.configuration;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.server.RecordedLog;
import dev.strobe.server.servable.AspiredVersion;
import dev.strobe.server.servable.AspiredVersionsListener;
import dev.strobe.server.servable.IdleServable;
import dev.strobe.server.servable.LoadRetries;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.servable.VersionState;
import dev.strobe.server.source.VersionSource;
import dev.strobe.server.source.WatchedModel;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServedModelsTest {
  private static final Path BROKEN = Path.of("/broken");

  @TempDir Path temp;

  private final Queue<Runnable> loads = new ArrayDeque<>();
  private final List<Runnable> alarms = new ArrayList<>();
  private final List<String> watched = new ArrayList<>();
  private final ServableRegistry registry =
      new ServableRegistry(
          this::load,
          new LoadRetries(0, Duration.ZERO),
          loads::add,
          Runnable::run,
          (delay, task) -> {
            throw new AssertionError("no load is tried again");
          });
  private AspiredVersionsListener found;
  private final ServedModels models = models(LabelTargets.AVAILABLE);

  @Test
  void reloadEndsWhenTheNewModelIsAvailableAndTakesTheOldOneAway() {
    models.start(List.of(served("a")));
    find("a", 1);
    loadAll();
    var done = reload(model("b"));
    assertThat(watched).containsExactly("b");
    find("b", 1);
    assertThat(done).isNotDone();
    loadAll();
    assertThat(done).isCompleted();
    assertThat(registry.isAvailable("a")).isFalse();
    assertThat(registry.statuses("a").get(0).state()).isEqualTo(VersionState.END);
    assertThat(registry.models()).containsExactly("b");
    assertThat(models.names()).containsExactly("b");
  }

  @Test
  void modelsThatWereServedBeforeAreNotWaitedFor() {
    models.start(List.of(served("a")));
    assertThat(reload(model("a"))).isCompleted();
    assertThat(alarms).isEmpty();
  }

  @Test
  void modelThatFailsIsNamedAndHoldsUpNoOther() {
    var done = reload(model("bad"), model("good"), model("gone"), model("empty"));
    found.aspire("bad", List.of(new AspiredVersion(1, BROKEN)));
    found.unreachable("gone", new ServingException(Code.NOT_FOUND, "no such directory"));
    find("empty");
    find("good", 1);
    loadAll();
    assertThat(registry.isAvailable("good")).isTrue();
    assertFails(
        done,
        "3 model(s) did not become available: {"
            + "{{name: bad version: 1} due to error: DATA_LOSS: torn}, "
            + "{{name: gone} due to error: NOT_FOUND: no such directory}, "
            + "{{name: empty} due to error: NOT_FOUND: no version was found}, }");
  }

  @Test
  void waitEndsWithItsTimeButTheLoadGoesOn() {
    var done = reload(model("slow"), model("unseen"));
    find("slow", 1);
    alarms.forEach(Runnable::run);
    assertFails(
        done,
        "2 model(s) did not become available: {{{name: slow version: 1} due to error:"
            + " DEADLINE_EXCEEDED: not available after 600 s}, {{name: unseen} due to error:"
            + " DEADLINE_EXCEEDED: not found in 600 s}, }");
    loadAll();
    assertThat(registry.isAvailable("slow")).isTrue();
  }

  @Test
  void modelTakenAwayAndBroughtBackIsWaitedForAgain() {
    models.start(List.of(served("a")));
    find("a", 1);
    loadAll();
    assertThat(reload()).isCompleted();
    assertThat(registry.models()).isEmpty();
    var done = reload(model("a"));
    assertThat(done).isNotDone();
    find("a", 1);
    loadAll();
    assertThat(done).isCompleted();
    assertThat(registry.models()).containsExactly("a");
  }

  @Test
  void failedVersionIsLoadedAnewFromAnotherPlace() {
    assertThat(reload(model("a"))).isNotDone();
    found.aspire("a", List.of(new AspiredVersion(1, BROKEN)));
    loadAll();
    assertThat(registry.isAvailable("a")).isFalse();
    find("a", 1);
    loadAll();
    assertThat(registry.isAvailable("a")).isTrue();
  }

  @Test
  void labelNeedsAnAvailableVersionAndARefusalChangesNothing() {
    models.start(List.of(served("a")));
    find("a", 1);
    loadAll();
    assertThat(reload(model("a", "stable", 1))).isCompleted();
    assertThat(version("stable")).isEqualTo(1);
    assertThatFailsWith(Code.FAILED_PRECONDITION, () -> reload(model("b"), model("a", "stable", 2)))
        .hasMessage(
            "Request to assign label to version 2 of model a, which is not currently available for"
                + " inference");
    assertThat(models.names()).containsExactly("a");
    assertThat(version("stable")).isEqualTo(1);
    assertThat(reload(model("a"))).isCompleted();
    assertThatThrownBy(() -> version("stable"))
        .hasMessage("Unrecognized servable version label: stable");
  }

  @Test
  void newLabelMayComeBeforeItsVersionWhereAllowed() {
    ServedModels lenient = models(LabelTargets.AVAILABLE_UNLESS_NEW);
    assertThat(lenient.reload(config(model("a", "stable", 1)))).isNotDone();
    assertThat(lenient.reload(config(model("a", "stable", 1)))).isCompleted();
    assertThatThrownBy(() -> lenient.reload(config(model("a", "stable", 2))))
        .hasMessageStartingWith("Request to assign label to version 2 of model a");
    find("a", 1);
    loadAll();
    assertThat(version("stable")).isEqualTo(1);
  }

  @Test
  void whatIsNotAllowedIsRefused() {
    models.start(List.of(served("a")));
    assertRefused(
        ModelServerConfig.getDefaultInstance(),
        "ServerModelConfig type not supported by HandleReloadConfigRequest. Only ModelConfigList is"
            + " currently supported");
    assertRefused(
        config("config { name: 'a' base_path: '/a' model_platform: 'caffe' }"),
        "Illegal to change a model's platform. For model a platform was tensorflow and new platform"
            + " requested is caffe");
    assertRefused(
        config("config { name: 'b' base_path: '/b' model_platform: 'caffe' }"),
        "Model b requests unsupported platform caffe");
    assertRefused(
        config(model("b"), model("b")), "Illegal to list model b multiple times in config list");
    assertRefused(
        config(
            "config { name: 'b' base_path: '/b' model_platform: 'tensorflow' logging_config {"
                + " log_collector_config { type: 'file' filename_prefix: '/b/log' } } }"),
        "No request-logger-creator provided.");
    assertThat(models.names()).containsExactly("a");
  }

  @Test
  void fileIsPutIntoEffectEachTimeUnlessItIsBrokenEmptyOrGone() throws IOException {
    Path file = temp.resolve("models.config");
    var poll = new ConfigFilePoll(file, models);
    models.start(List.of(served("a")));
    poll.run();
    Files.writeString(file, "model_config_list { config {");
    poll.run();
    Files.writeString(file, "");
    poll.run();
    assertThat(models.names()).containsExactly("a");
    Files.writeString(file, "model_config_list { " + model("b") + " }");
    poll.run();
    assertThat(models.names()).containsExactly("b");
    assertThat(reload(model("c"))).isNotDone();
    poll.run();
    assertThat(models.names()).containsExactly("b");
  }

  @Test
  void changesAreToldAtAReloadAndNothingAtTheStart() {
    try (var log = RecordedLog.of(ServedModels.class)) {
      models.start(List.of(served("a"), served("b")));
      assertThat(log.lines()).isEmpty();
      var unused = reload(model("a").replace("'/a'", "'/elsewhere'"), model("c"));
      assertThat(log.lines()).containsExactly("Models to serve: new [c], changed [a], gone [b]");
    }
  }

  @Test
  void reloadThatChangesNothingIsNotTold() {
    models.start(List.of(served("a")));
    try (var log = RecordedLog.of(ServedModels.class)) {
      assertThat(reload(model("a"))).isCompleted();
      assertThat(log.lines()).isEmpty();
    }
  }

  private ServedModels models(LabelTargets labels) {
    return new ServedModels(
        registry,
        listener -> {
          found = listener;
          return new FakeSource();
        },
        Optional.empty(),
        ReloadConfig.defaults().withLabels(labels),
        (delay, task) -> {
          assertThat(delay).isEqualTo(Duration.ofMinutes(10));
          alarms.add(task);
        });
  }

  private CompletableFuture<?> reload(String... configured) {
    return models.reload(config(configured));
  }

  private static String model(String name) {
    return "config { name: '%s' base_path: '/%s' model_platform: 'tensorflow' }"
        .formatted(name, name);
  }

  private static String model(String name, String label, long version) {
    String labels = " version_labels { key: '%s' value: %d } }".formatted(label, version);
    return model(name).replaceFirst(" }$", labels);
  }

  private static ModelServerConfig config(String... configured) {
    try {
      return TextFormat.parse(
          "model_config_list { " + String.join("\n", configured) + " }", ModelServerConfig.class);
    } catch (TextFormat.ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static ServedModel served(String name) {
    return ServedModel.of(name, Path.of("/", name));
  }

  private void find(String model, long... versions) {
    found.aspire(
        model,
        Arrays.stream(versions)
            .mapToObj(version -> new AspiredVersion(version, Path.of("/", model)))
            .toList());
  }

  private void loadAll() {
    while (!loads.isEmpty()) {
      loads.remove().run();
    }
  }

  private long version(String label) {
    try (ServableLease lease = registry.lease(ModelRef.label("a", label))) {
      return lease.id().version();
    }
  }

  private static void assertFails(CompletableFuture<?> done, String message) {
    assertThat(done).isCompletedExceptionally();
    Throwable failure = done.handle((nothing, thrown) -> thrown).join();
    assertThatFailsWith(
            Code.UNKNOWN,
            () -> {
              throw failure;
            })
        .hasMessage(message);
  }

  private void assertRefused(ModelServerConfig config, String message) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, () -> models.reload(config)).hasMessage(message);
  }

  private Servable load(ServableId id, Path path) {
    if (path.equals(BROKEN)) {
      throw new ServingException(Code.DATA_LOSS, "torn");
    }
    return new IdleServable(() -> {});
  }

  /** Aspires nothing of what it watches no longer, as sources do. */
  private final class FakeSource implements VersionSource {
    @Override
    public void watch(Collection<WatchedModel> wanted) {
      List<String> names = wanted.stream().map(WatchedModel::name).toList();
      List<String> gone = watched.stream().filter(name -> !names.contains(name)).toList();
      gone.forEach(name -> found.aspire(name, List.of()));
      watched.clear();
      watched.addAll(names);
    }

    @Override
    public void close() {
      watched.clear();
    }
  }
}
