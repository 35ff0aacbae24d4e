package dev.strobe.models.scene;

import dev.strobe.models.scene.codec.CodecPass;
import dev.strobe.models.scene.picture.Canvas;
import dev.strobe.models.synthetic.Draws;
import java.util.Arrays;

/**
 * A shot as it is to be shown, before it is drawn.
 *
 * @param shot what is to be seen
 * @param shown which of its pictures every frame shows
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares films
record Film(Shot shot, int[] shown) {

  private static final int PIXELS = SceneClip.SIDE * SceneClip.SIDE;

  static Film of(Shot shot) {
    int[] shown = new int[shot.frames()];
    for (int t = 0; t < shown.length; t++) {
      shown[t] = t;
    }
    return new Film(shot, shown);
  }

  /** Holds the first picture until frame {@code from}, which is the one held. */
  void holdUntil(int from) {
    Arrays.fill(shown, 0, from, from);
  }

  /** Holds the last picture before frame {@code to} from there on. */
  void holdFrom(int to) {
    Arrays.fill(shown, to, shown.length, to - 1);
  }

  private void repeat(Draws draws, Medium medium) {
    int every = medium.repeats() == Medium.Repeats.SLOW ? draws.oneOf(2, 2, 3, 4) : 2;
    every = medium.repeats() == Medium.Repeats.PULLDOWN ? draws.integer(2, 6) : every;
    int[] before = shown.clone();
    for (int t = 0; t < shown.length; t++) {
      shown[t] = before[medium.repeats().shown(t, every)];
    }
  }

  /** Draws all frames, and does to them what the medium does. */
  SceneClip develop(Draws draws, Medium medium, int stride) {
    repeat(draws, medium);
    byte[] raw = expose(draws, medium.grain());
    byte[] pixels =
        medium
            .encoding()
            .map(encoding -> CodecPass.apply(encoding, raw, SceneClip.SIDE))
            .orElse(raw);
    if (medium.dust() > 0) {
      addDust(draws, pixels, medium.dust());
    }
    boolean[] on = new boolean[shown.length];
    for (int t = 0; t < on.length; t++) {
      on[t] = shot.period()[t] > 0;
    }
    return new SceneClip(shown.length, pixels, shot.period(), on, stride);
  }

  private byte[] expose(Draws draws, double grain) {
    byte[] pixels = new byte[shown.length * PIXELS];
    int[] at = new int[shown.length];
    Canvas canvas = new Canvas();
    for (int t = 0; t < shown.length; t++) {
      int known = at[shown[t]] - 1;
      if (known >= 0) {
        System.arraycopy(pixels, known * PIXELS, pixels, t * PIXELS, PIXELS);
      } else {
        at[shown[t]] = t + 1;
        shot.picture().draw(shown[t], canvas);
        store(draws, canvas, grain, pixels, t * PIXELS);
      }
    }
    return pixels;
  }

  private static void store(Draws draws, Canvas canvas, double grain, byte[] pixels, int offset) {
    float[] values = canvas.pixels();
    for (int i = 0; i < PIXELS; i++) {
      double value = grain > 0 ? values[i] + grain * draws.gaussian() : values[i];
      pixels[offset + i] = level(255 * value);
    }
  }

  private static void addDust(Draws draws, byte[] pixels, double dust) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = level((pixels[i] & 0xff) + 255 * dust * draws.gaussian());
    }
  }

  private static byte level(double value) {
    return (byte) (int) Math.min(255, Math.max(0, value + 0.5));
  }
}
