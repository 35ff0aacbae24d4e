package dev.strobe.models.scene;

/** What repeats, where something does. */
public enum Repetition {
  /** A figure in front of a camera that stands still, drifts or shakes. */
  FIGURE,
  /** A small motion before a backdrop that drifts much further. */
  DROWNED,
  /** A figure that a moving camera keeps in the picture. */
  FOLLOWED,
  /** A left and a right side that take turns. */
  ALTERNATING,
  /** One small limb near a corner. */
  CORNER,
  /** A motion that grows and fades while it repeats. */
  FADING,
  /** A figure behind things that stand or pass in front of it. */
  OCCLUDED,
  /** Cycles of three to six frames, as of a jumped rope. */
  FAST,
  /** Everything in the picture, as waves or seen from the one who moves. */
  EVERYTHING,
  /** A camera that moves with the cycle. */
  CAMERA,
  /** Zooming in and out. */
  ZOOM,
  /** Several equal figures, together or one after the other. */
  CROWD
}
