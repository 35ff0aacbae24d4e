package dev.strobe.models.training;

import dev.strobe.models.dataset.DatasetConfig;
import dev.strobe.models.dataset.DatasetDrawing;
import dev.strobe.models.dataset.StoredWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/**
 * Windows to train on and windows to measure on.
 *
 * @param training windows that are trained on
 * @param validation windows of clips that are not trained on
 */
public record TrainingWindows(StoredWindows training, StoredWindows validation) {

  /** The seed of the windows to measure on, whatever seed is trained with. */
  private static final long VALIDATION_SEED = -1;

  /**
   * Opens the windows of a configuration, and draws those that are not there.
   *
   * @param directory holds them in directories of their own
   * @param threads batches of clips that are drawn at once
   * @param validationBatches batches of clips to measure on
   * @param progress is told how many of the batches to train on there are, by any thread
   * @throws IOException if windows cannot be written or read
   */
  public static TrainingWindows in(
      Path directory,
      TrainingConfig config,
      int validationBatches,
      int threads,
      IntConsumer progress)
      throws IOException {
    DatasetConfig training = config.dataset();
    DatasetConfig validation = training.withSeed(VALIDATION_SEED);
    return new TrainingWindows(
        new DatasetDrawing(training, directory.resolve(name(training)), threads)
            .windows(training.batches(config.clipBatches(), config.hardBatches()), progress),
        new DatasetDrawing(validation, directory.resolve(name(validation)), threads)
            .windows(validation.batches(validationBatches, 0), done -> {}));
  }

  private static String name(DatasetConfig config) {
    return config.motion() + "-" + config.samples() + "-" + config.seed();
  }
}
