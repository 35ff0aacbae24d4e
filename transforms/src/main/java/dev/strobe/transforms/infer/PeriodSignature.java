package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameShape;
import java.util.stream.Stream;

/** A way to ask a model for periods. Every way gives the same numbers. */
interface PeriodSignature {

  /** The frames it wants. */
  FrameShape frameShape();

  /** Rows of a window. */
  int windowRows();

  /**
   * Whether it is the model that cuts a clip into windows. Those may overlap, and so may lie across
   * the border of two clips.
   */
  boolean modelCutsWindows();

  /** The calls that judge a clip, each made only when it is asked for, since they are large. */
  Stream<PeriodRequest> requests(FrameClip clip);
}
