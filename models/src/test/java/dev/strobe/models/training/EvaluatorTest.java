package dev.strobe.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.models.repnet.RepNetSpec;
import dev.strobe.models.synthetic.SyntheticWindows;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {

  private static final RepNetSpec SPEC = RepNetSpec.defaults();
  private static final Batch TRUTH = Batch.of(SPEC, SyntheticWindows.moving(4), 0, 100);

  @Test
  void truthItselfIsAlwaysRight() {
    float[] period = new float[TRUTH.classes().length];
    float[] periodicity = new float[TRUTH.blocks()];
    for (int i = 0; i < period.length; i++) {
      period[i] = (float) Math.log(TRUTH.classes()[i] + 1e-6);
    }
    for (int block = 0; block < periodicity.length; block++) {
      periodicity[block] = TRUTH.isPeriodic(block) ? 1 : -1;
    }

    Evaluation evaluation = evaluate(new Answers(SPEC.periods(), period, periodicity, 0.5));

    assertThat(evaluation.periodAccuracy()).isEqualTo(1);
    assertThat(evaluation.periodicityAccuracy()).isEqualTo(1);
    assertThat(evaluation.loss()).isCloseTo(0.5, within(1e-9));
    assertThat(evaluation.windows()).isEqualTo(100);
  }

  @Test
  void noConstantAnswerBeatsTheOneReported() {
    for (int c = 0; c < SPEC.periods(); c++) {
      float[] period = new float[TRUTH.classes().length];
      float[] periodicity = new float[TRUTH.blocks()];
      for (int block = 0; block < periodicity.length; block++) {
        period[block * SPEC.periods() + c] = 100;
        periodicity[block] = 1;
      }
      Evaluation evaluation = evaluate(new Answers(SPEC.periods(), period, periodicity, 0));
      assertThat(evaluation.periodAccuracy()).isLessThanOrEqualTo(evaluation.periodChance());
      assertThat(evaluation.periodicityAccuracy())
          .isLessThanOrEqualTo(evaluation.periodicityChance());
    }
  }

  private static Evaluation evaluate(Answers answers) {
    Evaluator evaluator = new Evaluator(SPEC.periods());
    evaluator.add(TRUTH, answers);
    return evaluator.result();
  }
}
