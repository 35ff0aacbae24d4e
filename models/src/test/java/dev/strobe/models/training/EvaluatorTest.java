package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.models.dataset.DatasetConfig;
import dev.strobe.models.dataset.DatasetDrawing;
import dev.strobe.models.dataset.StoredWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluatorTest {

  @TempDir private static Path directory;

  private static Batch truth;

  @BeforeAll
  static void draw() throws IOException {
    StoredWindows windows =
        new DatasetDrawing(DatasetConfig.defaults(), directory, 1).windows(List.of(0), done -> {});
    truth = new Batch(windows.count());
    for (int i = 0; i < windows.count(); i++) {
      truth.setLabels(i, windows.at(i));
    }
  }

  @Test
  void truthItselfIsAlwaysRight() {
    float[] period = new float[truth.classes().length];
    float[] periodicity = new float[truth.blocks()];
    for (int i = 0; i < period.length; i++) {
      period[i] = (float) Math.log(truth.classes()[i] + 1e-6);
    }
    for (int block = 0; block < periodicity.length; block++) {
      periodicity[block] = truth.isOn(block) ? 1 : -1;
    }

    Evaluation evaluation = evaluate(new Answers(32, period, periodicity, 0.5));

    assertThat(evaluation.periodAccuracy()).isEqualTo(1);
    assertThat(evaluation.periodicityAccuracy()).isEqualTo(1);
    assertThat(evaluation.periodicityLoss()).isBetween(0.31, 0.5);
    assertThat(evaluation.loss()).isCloseTo(0.5, within(1e-9));
    assertThat(evaluation.windows()).isEqualTo(truth.windows());
  }

  @Test
  void noConstantAnswerBeatsTheOneReported() {
    for (int c = 0; c < 32; c++) {
      float[] period = new float[truth.classes().length];
      float[] periodicity = new float[truth.blocks()];
      for (int block = 0; block < periodicity.length; block++) {
        period[block * 32 + c] = 100;
        periodicity[block] = 1;
      }
      Evaluation evaluation = evaluate(new Answers(32, period, periodicity, 0));
      assertThat(evaluation.periodAccuracy()).isLessThanOrEqualTo(evaluation.periodChance());
      assertThat(evaluation.periodicityAccuracy())
          .isLessThanOrEqualTo(evaluation.periodicityChance());
    }
  }

  private static Evaluation evaluate(Answers answers) {
    Evaluator evaluator = new Evaluator(32);
    evaluator.add(truth, answers);
    return evaluator.result();
  }
}
