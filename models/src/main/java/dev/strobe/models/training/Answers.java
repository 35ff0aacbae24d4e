package dev.strobe.models.training;

/**
 * What a model says of the blocks of a batch.
 *
 * <p>The arrays are not copied.
 */
final class Answers {

  private final int classes;
  private final float[] period;
  private final float[] periodicity;
  private final double loss;

  /**
   * @param classes period classes
   * @param period logits [window, block, class]
   * @param periodicity logits [window, block, 1]
   * @param loss loss of the batch
   */
  Answers(int classes, float[] period, float[] periodicity, double loss) {
    this.classes = classes;
    this.period = period;
    this.periodicity = periodicity;
    this.loss = loss;
  }

  double loss() {
    return loss;
  }

  boolean saysPeriodic(int block) {
    return periodicity[block] > 0;
  }

  /** Cross entropy of what is said of a block being periodic. */
  double periodicityLoss(int block, double wanted) {
    double logit = periodicity[block];
    return Math.max(logit, 0) - logit * wanted + Math.log1p(Math.exp(-Math.abs(logit)));
  }

  /** The period answered: the likeliest class, drawn towards its two neighbours. */
  double period(int block) {
    int first = block * classes;
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (period[first + c] > period[first + best]) {
        best = c;
      }
    }
    double sum = 0;
    double weights = 0;
    for (int c = Math.max(0, best - 1); c <= Math.min(classes - 1, best + 1); c++) {
      double weight = Math.exp(period[first + c] - period[first + best]);
      weights += weight;
      sum += weight * (c + 1);
    }
    return sum / weights;
  }
}
