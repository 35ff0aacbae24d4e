package dev.strobe.models.repnet;

/**
 * Sizes of the model.
 *
 * @param frameSize width and height in pixels of the grey frames it is given
 * @param cells width and height of the grid whose mean grey values stand for a frame
 * @param window frames that are compared with one another
 * @param periods period classes; class {@code c} means {@code c + 1} frames
 * @param block frames that share one answer
 * @param hidden width of the head's two hidden layers
 */
public record RepNetSpec(int frameSize, int cells, int window, int periods, int block, int hidden) {

  /** Checks that the sizes fit together. */
  public RepNetSpec {
    if (cells < 1 || frameSize % cells != 0) {
      throw new IllegalArgumentException(
          "cells must be a positive divisor of frameSize " + frameSize + " but was " + cells);
    }
    if (block < 1 || window % block != 0) {
      throw new IllegalArgumentException(
          "block must be a positive divisor of window " + window + " but was " + block);
    }
    if (periods < 1 || periods >= window) {
      throw new IllegalArgumentException(
          "periods must be in [1, " + (window - 1) + "] but was " + periods);
    }
    if (hidden < 1) {
      throw new IllegalArgumentException("hidden must be positive but was " + hidden);
    }
  }

  /** The sizes of the model that is shipped. */
  public static RepNetSpec defaults() {
    return new RepNetSpec(48, 12, 64, 32, 4, 128);
  }

  /** Answers for a window. */
  public int blocks() {
    return window / block;
  }

  /** Numbers that stand for a frame. */
  int features() {
    return cells * cells;
  }

  /** Lags at which two frames of a window can be compared. */
  int lags() {
    return window - 1;
  }

  int pixels() {
    return frameSize * frameSize;
  }
}
