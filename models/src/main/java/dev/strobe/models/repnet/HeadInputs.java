package dev.strobe.models.repnet;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What the head is told of windows.
 *
 * @param local [window, block, {@link #LOCAL}]: lag profiles of every view, then scalars
 * @param whole [window, {@link #WHOLE}]: lag profiles of the whole window
 */
public record HeadInputs(Operand<TFloat32> local, Operand<TFloat32> whole) {

  /** Values of a view in a block's input: lags later, then lags earlier. */
  public static final int LOCAL_OF_VIEW = 2 * JointProfiles.THINNED;

  /** Values of a view in a window's input. */
  public static final int WHOLE_OF_VIEW = JointProfiles.LAGS;

  /** Views. */
  public static final int VIEWS = Views.COUNT;

  /** Scalars of a block, after the views. */
  public static final int SCALARS = MotionScalars.COUNT;

  /** Values a block. */
  public static final int LOCAL = VIEWS * LOCAL_OF_VIEW + SCALARS;

  /** Values a window. */
  public static final int WHOLE = VIEWS * WHOLE_OF_VIEW;
}
