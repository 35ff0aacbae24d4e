package dev.strobe.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.strobe.server.servable.AspiredVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettlingTest {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path version;

  private Instant now = START;
  private Settling settling;
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    settling = settling(TIME);
    file = Files.writeString(version.resolve("saved_model.pb"), "model");
    written(START);
  }

  @Test
  void versionWrittenLongAgoIsThereAtOnce() throws IOException {
    written(START.minus(TIME));
    assertThat(settle()).isPresent();
  }

  @Test
  void freshVersionWaitsForItsTime() {
    assertThat(settle()).isEmpty();
    now = START.plus(TIME).minusNanos(1);
    assertThat(settle()).isEmpty();
    now = START.plus(TIME);
    assertThat(settle()).isPresent();
  }

  @Test
  void everyChangeBeginsTheWaitAnew() throws IOException {
    assertThat(settle()).isEmpty();
    now = START.plusSeconds(9);
    Files.writeString(version.resolve("more"), "");
    Files.setLastModifiedTime(version.resolve("more"), FileTime.from(Instant.EPOCH));
    written(START);
    assertThat(settle()).isEmpty();
    now = START.plusSeconds(19).minusNanos(1);
    assertThat(settle()).isEmpty();
    now = START.plusSeconds(19);
    assertThat(settle()).isPresent();
  }

  @Test
  void clockThatIsAheadDelaysNoLongerThanTheTime() throws IOException {
    written(START.plusSeconds(1000));
    assertThat(settle()).isEmpty();
    now = START.plus(TIME);
    assertThat(settle()).isPresent();
  }

  @Test
  void settledVersionStaysAndIsAnotherWhenItSettlesAgain() throws IOException {
    written(START.minus(TIME));
    AspiredVersion first = settle().orElseThrow();
    Files.writeString(file, "another model");
    written(START.minus(TIME));
    assertThat(settle()).contains(first);
    now = START.plus(TIME);
    AspiredVersion second = settle().orElseThrow();
    assertThat(second).isNotEqualTo(first);
    assertThat(second.path()).isEqualTo(first.path());
  }

  @Test
  void versionWhoseFilesBecomeReadableIsAnother() throws IOException {
    assumeTrue(version.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(file, Set.of());
    written(START.minus(TIME));
    AspiredVersion unreadable = settle().orElseThrow();
    Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.OWNER_READ));
    assertThat(settle()).contains(unreadable);
    now = START.plus(TIME);
    assertThat(settle()).isPresent().isNotEqualTo(Optional.of(unreadable));
  }

  @Test
  void versionThatWasAwayStartsAnew() throws IOException {
    written(START.minus(TIME));
    assertThat(settle()).isPresent();
    settling.keepOnly(List.of());
    written(START);
    assertThat(settle()).isEmpty();
  }

  @Test
  void withoutATimeNothingIsLookedAt() {
    settling = settling(Duration.ZERO);
    Path nowhere = version.resolve("nowhere");
    assertThat(settling.settled(1, nowhere)).contains(new AspiredVersion(1, nowhere));
  }

  private Optional<AspiredVersion> settle() {
    return settling.settled(1, version);
  }

  /** Sets the time of all there is. */
  private void written(Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
    Files.setLastModifiedTime(version, FileTime.from(time));
  }

  private Settling settling(Duration time) {
    return new Settling(time, () -> now);
  }
}
