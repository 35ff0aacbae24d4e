package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.models.dataset.DatasetConfig;
import dev.strobe.models.dataset.DatasetDrawing;
import dev.strobe.models.dataset.StoredWindow;
import dev.strobe.models.dataset.StoredWindows;
import dev.strobe.models.repnet.HeadInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchTest {

  private static final int LOCAL_BYTES = 2 * HeadInputs.LOCAL;

  @TempDir private static Path directory;

  private static StoredWindows windows;

  @BeforeAll
  static void draw() throws IOException {
    windows =
        new DatasetDrawing(DatasetConfig.defaults(), directory, 1).windows(List.of(0), done -> {});
  }

  @Test
  void periodIsSharedByItsTwoNeighbouringClasses() {
    Batch batch = batch();
    int periodic = 0;
    for (int block = 0; block < batch.blocks(); block++) {
      double sum = 0;
      double mean = 0;
      for (int c = 0; c < 32; c++) {
        double share = batch.classes()[block * 32 + c];
        sum += share;
        mean += share * (c + 1);
      }
      if (batch.isOn(block)) {
        periodic++;
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(mean).isCloseTo(batch.period(block), within(1e-4));
      }
    }
    assertThat(periodic).isGreaterThan(50);
  }

  @Test
  void reversingTwiceGivesTheWindowBack() {
    StoredWindow window = fullWindow();
    Batch there = new Batch(1);
    there.setFeatures(0, window);
    there.setLabels(0, window);
    Batch reversed = new Batch(1);
    reversed.setFeaturesReversed(0, window);
    reversed.setLabelsReversed(0, window);

    assertThat(reversed.local()).isNotEqualTo(there.local());
    assertThat(reversed.whole()).isEqualTo(there.whole());
    for (int block = 0; block < 16; block++) {
      int mirrored = 15 - block;
      assertThat(reversed.period(mirrored)).isEqualTo(there.period(block));
      for (int view = 0; view < HeadInputs.VIEWS; view++) {
        assertThat(lags(reversed, mirrored, 2 * view)).isEqualTo(lags(there, block, 2 * view + 1));
        assertThat(lags(reversed, mirrored, 2 * view + 1)).isEqualTo(lags(there, block, 2 * view));
      }
      assertThat(scalars(reversed, mirrored)).isEqualTo(scalars(there, block));
    }
  }

  @Test
  void blindedViewIsZeroAndTheOthersAreNot() {
    Batch batch = new Batch(1);
    batch.setFeatures(0, fullWindow());
    batch.blind(0, 3);

    for (int block = 0; block < 16; block++) {
      for (int half = 0; half < 2 * HeadInputs.VIEWS; half++) {
        boolean blinded = half / 2 == 3;
        assertThat(isZero(lags(batch, block, half))).isEqualTo(blinded);
      }
    }
    for (int view = 0; view < HeadInputs.VIEWS; view++) {
      byte[] whole = Arrays.copyOfRange(batch.whole(), view * 126, (view + 1) * 126);
      assertThat(isZero(whole)).isEqualTo(view == 3);
    }
  }

  private static boolean isZero(byte[] values) {
    return Arrays.equals(values, new byte[values.length]);
  }

  private static byte[] lags(Batch batch, int block, int half) {
    int from = block * LOCAL_BYTES + half * 96;
    return Arrays.copyOfRange(batch.local(), from, from + 96);
  }

  private static byte[] scalars(Batch batch, int block) {
    int end = (block + 1) * LOCAL_BYTES;
    return Arrays.copyOfRange(batch.local(), end - 2 * HeadInputs.SCALARS, end);
  }

  /** A window in which something moves. */
  private static StoredWindow fullWindow() {
    for (int i = 0; i < windows.count(); i++) {
      StoredWindow window = windows.at(i);
      if (window.samples() == 64 && window.on(3) > 0 && window.on(12) == 0) {
        return window;
      }
    }
    throw new AssertionError("no full window of " + windows.count() + " repeats in part");
  }

  private static Batch batch() {
    Batch batch = new Batch(windows.count());
    for (int i = 0; i < windows.count(); i++) {
      batch.setFeatures(i, windows.at(i));
      batch.setLabels(i, windows.at(i));
    }
    return batch;
  }
}
