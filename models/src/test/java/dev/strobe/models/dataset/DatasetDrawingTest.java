package dev.strobe.models.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.models.dataset.DatasetConfig.Motion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetDrawingTest {

  private static final DatasetConfig CONFIG = DatasetConfig.defaults();

  @TempDir private Path directory;

  @Test
  void equalSeedsGiveEqualBytesOnAnyNumberOfThreads() throws IOException {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    StoredWindows windows = draw(CONFIG, first, 1, 2);
    assertThat(draw(CONFIG, second, 2, 2).count()).isEqualTo(windows.count()).isPositive();

    for (String file : new String[] {"windows-000000.bin", "windows-000001.bin"}) {
      assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
    }
    assertThat(
            Files.mismatch(
                first.resolve("windows-000000.bin"), first.resolve("windows-000001.bin")))
        .isNotNegative();
  }

  @Test
  void whatIsThereIsNotDrawnAgain() throws IOException {
    int count = draw(CONFIG, directory, 1, 1).count();
    Path file = directory.resolve("windows-000000.bin");
    var written = Files.getLastModifiedTime(file);

    assertThat(draw(CONFIG, directory, 1, 1).count()).isEqualTo(count);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
  }

  @Test
  void directoryOfAnotherConfigurationIsRefused() throws IOException {
    assertThat(draw(CONFIG, directory, 1, 0).count()).isZero();
    assertThatThrownBy(() -> draw(CONFIG.withSeed(2), directory, 1, 0))
        .hasMessageContaining("seed=1")
        .hasMessageContaining("seed=2");
  }

  @Test
  void motionlessWindowsHaveTheLabelsOfMovingOnes() throws IOException {
    StoredWindows still = draw(CONFIG.withMotion(Motion.NONE), directory.resolve("still"), 1, 1);
    int repeating = 0;
    for (int i = 0; i < still.count(); i++) {
      repeating += still.at(i).on(8) > 0 ? 1 : 0;
    }
    assertThat(repeating).isPositive();
  }

  @Test
  void hardNegativesAreTakenFromTheBatchesAfterTheOthers() {
    assertThat(DatasetConfig.defaults().batches(3, 2)).containsExactly(0, 1, 2, 11, 23);
    assertThat(DatasetConfig.defaults().batches(12, 1)).endsWith(10, 11, 23);
  }

  @Test
  void negativeNumberOfThreadsIsRefused() {
    assertThatThrownBy(() -> new DatasetDrawing(CONFIG, directory, 0)).hasMessageContaining("0");
  }

  private static StoredWindows draw(DatasetConfig config, Path directory, int threads, int batches)
      throws IOException {
    return new DatasetDrawing(config, directory, threads)
        .windows(config.batches(batches, 0), done -> {});
  }
}
