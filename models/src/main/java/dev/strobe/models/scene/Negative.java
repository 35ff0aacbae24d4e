package dev.strobe.models.scene;

/** What is to be seen where nothing repeats. */
public enum Negative {
  /** A figure that moves without repeating. */
  WANDERING,
  /** A still picture, with or without noise. */
  STILL,
  /** A camera that shakes around a tempo which it does not keep. */
  SHAKE,
  /** A pan, a drift or a zoom over a still picture. */
  DRIFT,
  /** Walking figures that pass once. */
  WALKER,
  /** Figures that reach for one another, hold, and let go. */
  EMBRACE,
  /** Things that cross the picture, each once. */
  TRAFFIC,
  /** Water or leaves that move everywhere and nowhere. */
  FOLIAGE,
  /** Another scene every few seconds. */
  CUTS,
  /** Light that flickers or changes, fades to black and white. */
  LIGHT,
  /** A still picture under a coarse video encoder. */
  CODEC,
  /** Captions that come and go over a picture. */
  CAPTIONS,
  /** White noise and nothing else. */
  SNOW
}
