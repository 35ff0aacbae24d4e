package dev.strobe.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.servable.AspiredVersion;
import dev.strobe.server.servable.AspiredVersionsListener;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryVersionSourceTest {
  private static final Duration NEVER = Duration.ofSeconds(-1);

  @TempDir Path base;

  private final List<String> told = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final DirectoryVersionSource source =
      new DirectoryVersionSource(new Recorder(), scheduler, PollingConfig.every(NEVER));

  @AfterEach
  void stop() {
    source.close();
    scheduler.shutdownNow();
  }

  @Test
  void newestVersionIsAspired() throws IOException {
    versions("1", "2", "10");
    watch(VersionSelection.newest());
    assertThat(told).containsExactly("m [10]");
  }

  @Test
  void unchangedDirectoryIsNotToldAgain() throws IOException {
    versions("1");
    watch(VersionSelection.newest());
    source.poll();
    assertThat(told).hasSize(1);
  }

  @Test
  void newVersionAndRollbackAreTold() throws IOException {
    versions("1");
    watch(VersionSelection.newest());
    versions("2");
    source.poll();
    Files.delete(base.resolve("2"));
    source.poll();
    assertThat(told).containsExactly("m [1]", "m [2]", "m [1]");
  }

  @Test
  void emptyBaseAspiresNothingAndAMissingOneChangesNothing() throws IOException {
    versions("1");
    watch(VersionSelection.newest());
    Files.delete(base.resolve("1"));
    source.poll();
    Files.delete(base);
    source.poll();
    source.poll();
    assertThat(told).hasSize(3).startsWith("m [1]", "m []");
    assertThat(told.get(2)).startsWith("m Could not find base path " + base + " for servable m");
  }

  @Test
  void onlyWholeNumbersAreVersions() throws IOException {
    versions(
        "00000001", "7", "v12", "1.5", "latest", ".tmp-11", "11.partial", "99999999999999999999");
    Files.createFile(base.resolve("8"));
    watch(new VersionSelection.All());
    assertThat(told).containsExactly("m [1, 7, 8]");
  }

  @Test
  void specificVersionsAreFoundByNumber() throws IOException {
    versions("00000001", "7");
    watch(new VersionSelection.Specific(Set.of(1L, 5L)));
    assertThat(told).containsExactly("m [1]");
  }

  @Test
  void latestSeveral() throws IOException {
    versions("1", "2", "3");
    watch(new VersionSelection.Latest(2));
    assertThat(told).containsExactly("m [2, 3]");
  }

  @Test
  void ofTwoNamesForANumberTheLastInOrderCounts() throws IOException {
    versions("1", "001");
    VersionDirectories.Listed listed = VersionDirectories.list(base);
    assertThat(listed.versions()).containsExactly(Map.entry(1L, base.resolve("1")));
    assertThat(listed.passedOver()).containsExactly(base.resolve("001"));
  }

  @Test
  void versionThatStillChangesLeavesTheOlderOneInPlace() throws IOException {
    versions("1", "2");
    Files.setLastModifiedTime(base.resolve("1"), FileTime.from(Instant.EPOCH));
    try (var patient =
        new DirectoryVersionSource(
            new Recorder(), scheduler, new PollingConfig(NEVER, Duration.ofDays(1)))) {
      patient.watch(List.of(new WatchedModel("m", base, VersionSelection.newest())));
      patient.poll();
    }
    assertThat(told).containsExactly("m [1]");
  }

  @Test
  void modelNoLongerWatchedAspiresNothing() throws IOException {
    versions("1");
    watch(VersionSelection.newest());
    source.watch(List.of());
    source.poll();
    assertThat(told).containsExactly("m [1]", "m []");
  }

  @Test
  void changedSelectionIsLookedAtAnewWithoutUnloading() throws IOException {
    versions("1", "2");
    watch(VersionSelection.newest());
    watch(new VersionSelection.All());
    assertThat(told).containsExactly("m [2]", "m [1, 2]");
  }

  /** A zip file stands for a bucket: another file system, which may go away. */
  @Test
  void otherFileSystemThatFailsOrIsEmptyChangesNothing() throws IOException {
    FileSystem bucket =
        FileSystems.newFileSystem(base.resolve("bucket.zip"), Map.of("create", "true"));
    Path version = Files.createDirectories(bucket.getPath("/m/1"));
    source.watch(List.of(new WatchedModel("m", bucket.getPath("/m"), VersionSelection.newest())));
    source.poll();
    Files.delete(version);
    source.poll();
    Files.createDirectory(version);
    source.poll();
    bucket.close();
    source.poll();
    assertThat(told).hasSize(4);
    String missing =
        "m Could not find base path jar:" + base.toUri() + "bucket.zip!/m for servable";
    assertThat(told.get(1)).isEqualTo(missing + " m with error no such file or directory");
    assertThat(told.get(2)).isEqualTo("m [1]");
    assertThat(told.get(3)).startsWith(missing);
  }

  private void watch(VersionSelection selection) {
    source.watch(List.of(new WatchedModel("m", base, selection)));
    source.poll();
  }

  private void versions(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectory(base.resolve(name));
    }
  }

  private final class Recorder implements AspiredVersionsListener {
    @Override
    public void aspire(String model, List<AspiredVersion> versions) {
      told.add(model + " " + versions.stream().map(AspiredVersion::version).toList());
    }

    @Override
    public void unreachable(String model, ServingException problem) {
      told.add(model + " " + problem.getMessage());
    }
  }
}
