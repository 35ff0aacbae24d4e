package dev.strobe.pipeline;

import dev.strobe.transforms.infer.PeriodModel;
import dev.strobe.transforms.media.MediaPatternException;
import dev.strobe.transforms.media.ReadMedia;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.predictor.PredictorException;
import dev.strobe.transforms.table.UnwritableOutputException;
import dev.strobe.transforms.table.WriteTables;
import java.io.IOException;

/**
 * What can be told before anything runs: whether there is input, whether the output can be written,
 * whether the model is there and counts. Each complaint is one line.
 */
final class Preflight {

  private Preflight() {}

  /**
   * Looks at everything a run needs, and gives the model.
   *
   * @throws UsageException naming what is missing
   */
  static PeriodModel check(CountConfig config, Predictor.Factory predictors) throws UsageException {
    checkInput(config.input());
    checkOutput(config.output());
    return checkModel(predictors);
  }

  private static void checkInput(String input) throws UsageException {
    try {
      int found = ReadMedia.find(input).size();
      if (found == 0) {
        throw new UsageException("--input '%s' matches no file".formatted(input));
      }
    } catch (MediaPatternException e) {
      throw new UsageException("--input: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException(
          "--input '%s' cannot be listed: %s".formatted(input, e.getMessage()), e);
    }
  }

  private static void checkOutput(String output) throws UsageException {
    try {
      WriteTables.requireWritable(output);
    } catch (UnwritableOutputException e) {
      throw new UsageException("--output: " + e.getMessage(), e);
    }
  }

  private static PeriodModel checkModel(Predictor.Factory predictors) throws UsageException {
    try (Predictor predictor = predictors.create()) {
      return PeriodModel.of(predictor.describe());
    } catch (PredictorException | IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
