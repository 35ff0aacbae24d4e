package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The small repetition model: features of single frames, the self-similarity of windows of them,
 * lag profiles of that, and a head that reads periods off the profiles.
 *
 * <p>One instance adds the weights to one graph once; its methods may then be used for several
 * inputs. After the self-similarity of Dwibedi et al., "Counting Out Time" (CVPR 2020), but with
 * plain pixels instead of an encoder and lag profiles instead of a transformer.
 */
public final class RepNet {

  private final GreyCells cells;
  private final SelfSimilarity similarity;
  private final LagProfiles profiles;
  private final PeriodHead head;

  /** Adds the model's weights to a graph. */
  public RepNet(Ops tf, RepNetSpec spec, Parameters parameters) {
    this.cells = new GreyCells(tf, spec);
    this.similarity = new SelfSimilarity(tf);
    this.profiles = new LagProfiles(tf, spec);
    this.head = new PeriodHead(tf, spec, profiles.width(), parameters);
  }

  /** From grey values of [0, 1], whole frames in row order, to features [frame, feature]. */
  Operand<TFloat32> features(Operand<TFloat32> grey) {
    return cells.of(grey);
  }

  /** From the features of windows, [window, frame, feature], to scores. */
  BlockScores scoreFeatures(Operand<TFloat32> windows) {
    return scoreDistances(similarity.distances(windows));
  }

  /** From distances [window, frame, frame] of mean 1 to scores: where training enters. */
  public BlockScores scoreDistances(Operand<TFloat32> distances) {
    return head.scores(profiles.of(distances));
  }
}
