package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.models.repnet.Weights;
import dev.strobe.models.training.TrainingListener.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearningCurveTest {

  @TempDir private Path directory;

  @Test
  void everyCheckpointIsALine() throws IOException {
    Path file = directory.resolve("curve.csv");
    LearningCurve curve = new LearningCurve(file);
    curve.add(progress(10));
    curve.add(progress(20));

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "step,training_loss,loss,periodicity_loss,period_accuracy,periodicity_accuracy",
            "10,1.50000,1.25000,0.30000,0.6000,0.8000",
            "20,1.50000,1.25000,0.30000,0.6000,0.8000");
  }

  @Test
  void resumingLeavesOutWhatIsDoneAgain() throws IOException {
    Path file = directory.resolve("curve.csv");
    LearningCurve curve = new LearningCurve(file);
    curve.cutAfter(5);
    curve.add(progress(10));
    curve.add(progress(20));
    curve.cutAfter(10);

    assertThat(Files.readAllLines(file)).hasSize(2).last().asString().startsWith("10,");
  }

  private static Progress progress(int step) {
    return new Progress(
        step, 1.5, new Evaluation(8, 0.6, 0.1, 0.8, 0.6, 0.3, 1.25), Weights.of(Map.of()));
  }
}
