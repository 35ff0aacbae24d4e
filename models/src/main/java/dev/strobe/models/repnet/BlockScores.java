package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What the head says of every block of a window.
 *
 * @param period logits of the period classes, [window, block, class]
 * @param periodicity logit of being periodic, [window, block, 1]
 */
public record BlockScores(Operand<TFloat32> period, Operand<TFloat32> periodicity) {}
