package dev.strobe.models.render;

import dev.strobe.models.render.Figure.Posture;

/** Scenes of people exercising. */
final class People {
  private static final double GROUND = 0.93;

  private People() {}

  /** Arms and legs out, arms and legs in, a small hop each time. */
  static Scene jumpingJacks(long seed) {
    Figure figure = Figure.dressed(seed, 0xC03028, 0x303848, 0.78);
    Texture room = room(seed, 0x8A8F80, 0xB9BBA8, 0x5C4634, 0x8A6C50);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.012, seconds));
      canvas.fill(room);
      double open = (1 - Math.cos(2 * Math.PI * cycles)) / 2;
      double hop = 0.07 * Math.abs(Math.sin(2 * Math.PI * cycles));
      double x = canvas.aspect() / 2 + 0.02 * Noise.along(seed, seconds * 0.5);
      Posture posture = new Posture(0.15 + 2.6 * open, 0.25 * open, 0.06 + 0.46 * open, 0.04);
      figure.draw(canvas, x, GROUND, hop, posture);
    };
  }

  /** Slow knee bends, arms raised to the sides while going down. */
  static Scene squats(long seed) {
    Figure figure = Figure.dressed(seed, 0x2858A8, 0x404040, 0.82);
    Texture room = room(seed, 0x9C8878, 0xC9B8A4, 0x39424A, 0x5A6870);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.008, seconds));
      canvas.fill(room);
      double down = (1 - Math.cos(2 * Math.PI * cycles)) / 2;
      Posture posture = new Posture(0.2 + 1.5 * down, 0.1, 0.12 + 1.05 * down, 0.16 + 1.5 * down);
      figure.draw(canvas, canvas.aspect() / 2, GROUND, 0, posture);
    };
  }

  /**
   * Waits at the left, walks in, raises both arms again and again, and walks off to the right.
   *
   * @param start when the arms begin to move, in seconds
   * @param end when they have stopped
   */
  static Scene armRaises(long seed, double start, double end) {
    Figure figure = Figure.dressed(seed, 0x3F8F4F, 0x4A3A2A, 0.8);
    Texture room = room(seed, 0x7088A0, 0xA8BCCC, 0x48603C, 0x6C8C58);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.006, seconds));
      canvas.fill(room);
      double arrived = eased(seconds / start);
      double gone = eased((seconds - end) / start);
      double x = canvas.aspect() * (0.22 + 0.28 * arrived + 0.3 * gone);
      double up = (1 - Math.cos(2 * Math.PI * cycles)) / 2;
      double stride = 0.14 * Math.sin(Math.PI * arrived) + 0.14 * Math.sin(Math.PI * gone);
      Posture posture = new Posture(0.15 + 2.4 * up, 0.2 + 0.3 * up, 0.07 + stride, 0.05);
      figure.draw(canvas, x, GROUND, 0, posture);
    };
  }

  private static double eased(double share) {
    double t = Math.min(1, Math.max(0, share));
    return t * t * (3 - 2 * t);
  }

  private static Texture room(long seed, int wallDark, int wallLight, int dark, int light) {
    return Texture.above(
        0.82,
        Texture.mottled(seed + 50, 0.5, wallDark, wallLight),
        Texture.mottled(seed + 60, 0.2, dark, light));
  }
}
