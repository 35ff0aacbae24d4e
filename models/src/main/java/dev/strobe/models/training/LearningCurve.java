package dev.strobe.models.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A table of how a run went, one line a checkpoint, to draw curves from: step, mean training loss,
 * and on the windows that are not trained on the loss, the cross entropy of being periodic, the
 * share of periods within 10 % and the share of blocks rightly called periodic or not.
 */
final class LearningCurve {

  private static final String HEADER =
      "step,training_loss,loss,periodicity_loss,period_accuracy,periodicity_accuracy";

  private final Path file;

  LearningCurve(Path file) {
    this.file = file;
  }

  /** Leaves out what a run that goes on after {@code step} will do again. */
  void cutAfter(int step) throws IOException {
    if (Files.exists(file)) {
      Files.write(file, Stream.concat(Stream.of(HEADER), linesUpTo(step)).toList());
    }
  }

  /** Adds a checkpoint. */
  void add(TrainingListener.Progress progress) throws IOException {
    Evaluation validation = progress.validation();
    String line =
        String.format(
            Locale.ROOT,
            "%d,%.5f,%.5f,%.5f,%.4f,%.4f",
            progress.step(),
            progress.meanLoss(),
            validation.loss(),
            validation.periodicityLoss(),
            validation.periodAccuracy(),
            validation.periodicityAccuracy());
    Stream<String> before = linesUpTo(progress.step() - 1);
    Files.write(
        file,
        Stream.of(Stream.of(HEADER), before, Stream.of(line)).flatMap(lines -> lines).toList());
  }

  private Stream<String> linesUpTo(int step) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .skip(1)
        .filter(line -> Integer.parseInt(line.substring(0, line.indexOf(','))) <= step);
  }
}
