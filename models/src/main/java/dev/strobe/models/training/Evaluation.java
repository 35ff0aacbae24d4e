package dev.strobe.models.training;

import java.util.Locale;

/**
 * How right a model is on windows it was not trained on.
 *
 * @param windows windows looked at
 * @param periodAccuracy share of periodic blocks whose period is within 10 % of the truth
 * @param periodChance the same share for the best constant answer
 * @param periodicityAccuracy share of blocks rightly called periodic or not
 * @param periodicityChance the same share for the better constant answer
 * @param periodicityLoss mean cross entropy of being periodic
 * @param loss mean training loss
 */
public record Evaluation(
    int windows,
    double periodAccuracy,
    double periodChance,
    double periodicityAccuracy,
    double periodicityChance,
    double periodicityLoss,
    double loss) {

  /** One line for a person. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "period within 10 %%: %.3f (best constant %.3f), periodic or not: %.3f (best constant"
            + " %.3f, cross entropy %.4f), loss %.4f, on %d windows",
        periodAccuracy,
        periodChance,
        periodicityAccuracy,
        periodicityChance,
        periodicityLoss,
        loss,
        windows);
  }
}
