package dev.strobe.models.training;

import dev.strobe.models.dataset.StoredWindow;
import dev.strobe.models.dataset.StoredWindows;
import dev.strobe.models.repnet.HeadInputs;
import dev.strobe.models.repnet.JointSpec;
import dev.strobe.models.synthetic.Draws;

/** The batch of every step: windows drawn with replacement, some reversed, some blinded. */
final class Batches {

  private final StoredWindows windows;
  private final TrainingConfig config;

  Batches(StoredWindows windows, TrainingConfig config) {
    this.windows = windows;
    this.config = config;
  }

  /** The batch of a step, which depends on the configuration and the step's number alone. */
  Batch at(int step) {
    Draws draws = Draws.of(config.seed(), step);
    Batch batch = new Batch(config.batch());
    for (int i = 0; i < config.batch(); i++) {
      add(batch, i, draws);
    }
    return batch;
  }

  private void add(Batch batch, int index, Draws draws) {
    Disturbance disturbance = config.disturbance();
    StoredWindow window = draw(draws);
    StoredWindow labelled = config.control() == Control.SHUFFLED ? draw(draws) : window;
    boolean reversed = draws.chance(disturbance.reversed());
    if (reversed && window.samples() == JointSpec.WINDOW) {
      batch.setFeaturesReversed(index, window);
      batch.setLabelsReversed(index, labelled);
    } else {
      batch.setFeatures(index, window);
      batch.setLabels(index, labelled);
    }
    if (draws.chance(disturbance.blinded())) {
      batch.blind(index, draws.integer(0, HeadInputs.VIEWS));
    }
  }

  private StoredWindow draw(Draws draws) {
    return windows.at(draws.integer(0, windows.count()));
  }
}
