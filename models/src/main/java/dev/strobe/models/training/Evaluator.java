package dev.strobe.models.training;

/** Adds up how right answers are, batch by batch. */
final class Evaluator {

  private static final double TOLERANCE = 0.1;

  private final int[] constantHits;
  private int windows;
  private int blocks;
  private int periodic;
  private int periodHits;
  private int periodicityHits;
  private double losses;
  private double periodicityLosses;

  /** An evaluator of models with the given number of period classes. */
  Evaluator(int periods) {
    this.constantHits = new int[periods];
  }

  /** Compares answers with the truth. */
  void add(Batch truth, Answers answers) {
    for (int block = 0; block < truth.blocks(); block++) {
      boolean isPeriodic = truth.isOn(block);
      if (answers.saysPeriodic(block) == isPeriodic) {
        periodicityHits++;
      }
      periodicityLosses += answers.periodicityLoss(block, truth.on()[block]);
      if (isPeriodic) {
        addPeriod(truth.period(block), answers.period(block));
      }
    }
    windows += truth.windows();
    blocks += truth.blocks();
    losses += answers.loss() * truth.windows();
  }

  /** What has come of it so far. */
  Evaluation result() {
    int bestConstant = 0;
    for (int hits : constantHits) {
      bestConstant = Math.max(bestConstant, hits);
    }
    return new Evaluation(
        windows,
        (double) periodHits / Math.max(1, periodic),
        (double) bestConstant / Math.max(1, periodic),
        (double) periodicityHits / blocks,
        (double) Math.max(periodic, blocks - periodic) / blocks,
        periodicityLosses / blocks,
        losses / windows);
  }

  private void addPeriod(double truth, double answer) {
    periodic++;
    if (isNear(truth, answer)) {
      periodHits++;
    }
    for (int c = 0; c < constantHits.length; c++) {
      if (isNear(truth, c + 1)) {
        constantHits[c]++;
      }
    }
  }

  private static boolean isNear(double truth, double answer) {
    return Math.abs(answer / truth - 1) < TOLERANCE;
  }
}
