package dev.strobe.server.servable;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ServableRegistryTest {
  private final Queue<Runnable> loads = new ArrayDeque<>();
  private final Queue<Runnable> unloads = new ArrayDeque<>();
  private final Queue<Runnable> retries = new ArrayDeque<>();
  private final List<Duration> delays = new ArrayList<>();
  private final Set<Long> broken = new HashSet<>();
  private final List<String> events = new ArrayList<>();
  private final ServableRegistry registry =
      new ServableRegistry(
          this::load,
          new LoadRetries(2, Duration.ofSeconds(60)),
          loads::add,
          unloads::add,
          (delay, task) -> {
            delays.add(delay);
            retries.add(task);
          });

  @Test
  void newestAvailableVersionAnswers() {
    aspire("m", 1, 2);
    runAll();
    assertThat(version(ModelRef.latest("m"))).isEqualTo(2);
    assertThat(version(ModelRef.version("m", 1))).isEqualTo(1);
    assertThat(events).containsExactly("load m 2", "load m 1");
  }

  @Test
  void nothingIsServedBeforeItIsLoaded() {
    aspire("m", 1);
    assertThat(registry.statuses("m")).containsExactly(VersionStatus.ok(1, VersionState.LOADING));
    assertFails(ModelRef.latest("m"), Code.NOT_FOUND, "Servable not found for request: Latest(m)");
  }

  @Test
  void whatIsNotThereIsNamed() {
    aspire("m", 1);
    runAll();
    assertFails(ModelRef.latest(""), Code.INVALID_ARGUMENT, "ModelSpec has no name specified.");
    assertFails(
        ModelRef.latest("foo"), Code.NOT_FOUND, "Servable not found for request: Latest(foo)");
    assertFails(
        ModelRef.version("m", 42),
        Code.NOT_FOUND,
        "Servable not found for request: Specific(m, 42)");
    assertFails(
        ModelRef.label("foo", "stable"),
        Code.INVALID_ARGUMENT,
        "Unrecognized servable version label: stable");
  }

  @Test
  void labelMeansItsVersion() {
    aspire("m", 1, 2);
    runAll();
    registry.label("m", Map.of("stable", 1L, "next", 3L));
    assertThat(version(ModelRef.label("m", "stable"))).isEqualTo(1);
    assertFails(
        ModelRef.label("m", "next"),
        Code.NOT_FOUND,
        "Servable not found for request: Specific(m, 3)");
  }

  @Test
  void oldVersionStaysUntilTheNewOneIsAvailable() {
    aspire("m", 1);
    runAll();
    aspire("m", 2);
    assertThat(version(ModelRef.latest("m"))).isEqualTo(1);
    loads.remove().run();
    assertThat(version(ModelRef.latest("m"))).isEqualTo(2);
    runAll();
    assertThat(events).containsExactly("load m 1", "load m 2", "close m 1");
    assertThat(registry.statuses("m"))
        .containsExactly(
            VersionStatus.ok(2, VersionState.AVAILABLE), VersionStatus.ok(1, VersionState.END));
  }

  @Test
  void unloadWaitsForTheLastLease() {
    aspire("m", 1);
    runAll();
    ServableLease first = registry.lease(ModelRef.latest("m"));
    ServableLease second = registry.lease(ModelRef.latest("m"));
    aspire("m");
    first.close();
    first.close();
    assertThat(unloads).isEmpty();
    assertThat(registry.statuses("m")).containsExactly(VersionStatus.ok(1, VersionState.UNLOADING));
    second.close();
    runAll();
    assertThat(events).containsExactly("load m 1", "close m 1");
  }

  @Test
  void leaseOfOneModelHoldsUpNoOther() {
    aspire("a", 1);
    aspire("b", 1);
    runAll();
    ServableLease lease = registry.lease(ModelRef.latest("a"));
    aspire("a");
    aspire("b");
    runAll();
    assertThat(events).containsExactly("load a 1", "load b 1", "close b 1");
    lease.close();
    runAll();
    assertThat(events).endsWith("close a 1");
  }

  @Test
  void failedLoadIsTriedAgainAndThenGivenUp() {
    broken.add(1L);
    aspire("m", 1);
    runAll();
    assertThat(events).containsExactly("fail m 1", "fail m 1", "fail m 1");
    assertThat(delays).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60));
    assertThat(registry.statuses("m"))
        .containsExactly(new VersionStatus(1, VersionState.END, Code.DATA_LOSS, "torn"));
    aspire("m", 1);
    runAll();
    assertThat(events).hasSize(3);
  }

  @Test
  void givenUpVersionIsTriedAgainOnceItWasAway() {
    broken.add(1L);
    aspire("m", 1);
    runAll();
    aspire("m");
    broken.clear();
    aspire("m", 1);
    runAll();
    assertThat(version(ModelRef.latest("m"))).isEqualTo(1);
  }

  @Test
  void givenUpVersionIsTriedAgainOnceItsFilesChanged() {
    broken.add(1L);
    registry.aspire("m", List.of(new AspiredVersion(1, Path.of("1"), 100)));
    runAll();
    assertThat(events).hasSize(3);
    broken.clear();
    registry.aspire("m", List.of(new AspiredVersion(1, Path.of("1"), 101)));
    runAll();
    assertThat(version(ModelRef.latest("m"))).isEqualTo(1);
    registry.aspire("m", List.of(new AspiredVersion(1, Path.of("1"), 102)));
    runAll();
    assertThat(events).endsWith("fail m 1", "load m 1");
  }

  @Test
  void filesThatChangeDuringTheLastTryAreTriedToo() {
    broken.add(1L);
    registry.aspire("m", List.of(new AspiredVersion(1, Path.of("1"), 100)));
    loads.remove().run();
    retries.remove().run();
    loads.remove().run();
    retries.remove().run();
    registry.aspire("m", List.of(new AspiredVersion(1, Path.of("1"), 101)));
    loads.remove().run();
    broken.clear();
    runAll();
    assertThat(version(ModelRef.latest("m"))).isEqualTo(1);
  }

  @Test
  void oldVersionGoesFirstWhereMemoryIsToBeSpared() {
    var sparing =
        new ServableRegistry(
            TransitionPolicy.RESOURCE_PRESERVING,
            this::load,
            new LoadRetries(0, Duration.ZERO),
            loads::add,
            unloads::add,
            (delay, task) -> retries.add(task));
    sparing.aspire("m", List.of(new AspiredVersion(1, Path.of("1"))));
    runAll();
    ServableLease lease = sparing.lease(ModelRef.latest("m"));
    sparing.aspire("m", List.of(new AspiredVersion(2, Path.of("2"))));
    runAll();
    assertThat(events).containsExactly("load m 1");
    lease.close();
    runAll();
    assertThat(events).containsExactly("load m 1", "close m 1", "load m 2");
  }

  @Test
  void lastGoodVersionStaysBesideABrokenOne() {
    aspire("m", 1);
    runAll();
    broken.add(2L);
    aspire("m", 2);
    runAll();
    assertThat(version(ModelRef.latest("m"))).isEqualTo(1);
  }

  @Test
  void versionWaitingForItsRetryHoldsUpNoOther() {
    broken.add(5L);
    aspire("m", 5);
    loads.remove().run();
    aspire("m", 5, 6);
    loads.remove().run();
    assertThat(version(ModelRef.latest("m"))).isEqualTo(6);
  }

  @Test
  void unwantedVersionIsNotTriedAgain() {
    broken.add(1L);
    aspire("m", 1);
    loads.remove().run();
    aspire("m");
    runAll();
    assertThat(events).containsExactly("fail m 1");
    assertThat(registry.statuses("m"))
        .containsExactly(
            new VersionStatus(
                1, VersionState.END, Code.CANCELLED, "Loading of servable cancelled"));
  }

  @Test
  void loadThatEndsUnwantedIsUnloadedAtOnce() {
    aspire("m", 1);
    aspire("m");
    runAll();
    assertThat(events).containsExactly("load m 1", "close m 1");
    assertThat(registry.statuses("m").get(0).code()).isEqualTo(Code.CANCELLED);
  }

  @Test
  void versionWantedAgainWhileItGoesIsLoadedAnew() {
    aspire("m", 1);
    runAll();
    aspire("m");
    aspire("m", 1);
    runAll();
    assertThat(events).containsExactly("load m 1", "close m 1", "load m 1");
    assertThat(version(ModelRef.latest("m"))).isEqualTo(1);
  }

  @Test
  void firstOutcomeIsAvailabilityFailureOrNothingToLoad() {
    var outcome = registry.firstOutcome("m");
    assertThat(outcome).isNotDone();
    aspire("m", 1);
    assertThat(outcome).isNotDone();
    runAll();
    assertThat(outcome).isDone();

    aspire("empty");
    assertThat(registry.firstOutcome("empty")).isDone();
    broken.add(1L);
    aspire("bad", 1);
    loads.remove().run();
    assertThat(registry.firstOutcome("bad")).isDone();
    registry.unreachable("gone", new ServingException(Code.NOT_FOUND, "no such directory"));
    assertThat(registry.firstOutcome("gone")).isDone();
  }

  @Test
  void unloadAllEndsWithTheLastVersion() {
    aspire("a", 1);
    aspire("b", 1);
    runAll();
    var done = registry.unloadAll();
    assertThat(done).isNotDone();
    runAll();
    assertThat(done).isDone();
    assertThat(events).contains("close a 1", "close b 1");
  }

  @Test
  void listenerSeesTheStateItIsToldOf() {
    List<String> seen = new ArrayList<>();
    registry.listen(model -> seen.add(model + " " + registry.statuses(model).get(0).state()));
    aspire("m", 1);
    runAll();
    assertThat(seen).containsExactly("m LOADING", "m AVAILABLE");
  }

  private void aspire(String model, long... versions) {
    registry.aspire(
        model,
        Arrays.stream(versions)
            .mapToObj(version -> new AspiredVersion(version, Path.of("models", model)))
            .toList());
  }

  private void runAll() {
    while (!loads.isEmpty() || !unloads.isEmpty() || !retries.isEmpty()) {
      for (Queue<Runnable> queue : List.of(loads, unloads, retries)) {
        Runnable task = queue.poll();
        if (task != null) {
          task.run();
        }
      }
    }
  }

  private long version(ModelRef model) {
    try (ServableLease lease = registry.lease(model)) {
      return lease.id().version();
    }
  }

  private void assertFails(ModelRef model, Code code, String message) {
    assertThatFailsWith(code, () -> registry.lease(model)).hasMessage(message);
  }

  private Servable load(ServableId id, Path path) {
    String which = id.name() + " " + id.version();
    if (broken.contains(id.version())) {
      events.add("fail " + which);
      throw new ServingException(Code.DATA_LOSS, "torn");
    }
    events.add("load " + which);
    return new IdleServable(() -> events.add("close " + which));
  }
}
