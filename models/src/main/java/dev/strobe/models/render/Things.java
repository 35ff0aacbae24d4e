package dev.strobe.models.render;

/** Scenes of things that swing, turn, bounce and hammer. */
final class Things {
  private Things() {}

  /** A heavy disc on a rod, left and right; one cycle is there and back. */
  static Scene pendulum(long seed) {
    Texture wall = Texture.mottled(seed, 0.35, 0x6B5B4B, 0xA8947C);
    Texture rod = Texture.mottled(seed + 10, 0.03, 0x24201C, 0x4A443C);
    Texture brass = Texture.mottled(seed + 20, 0.07, 0x8C6A14, 0xF0D060);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.006, seconds));
      canvas.fill(wall);
      Pose pivot = Pose.at(canvas.aspect() / 2, 0.06).turned(0.62 * Math.cos(2 * Math.PI * cycles));
      canvas.draw(new Shape.Limb(0.62, 0.012, 0.012), pivot, rod);
      canvas.draw(new Shape.Disc(0.135), along(pivot, 0.68), brass);
      canvas.draw(new Shape.Block(0.1, 0.035, 0.01), Pose.at(canvas.aspect() / 2, 0.05), rod);
    };
  }

  /** The other way up, narrow enough for a picture held upright. */
  static Scene metronome(long seed) {
    Texture shelf =
        Texture.above(
            0.86,
            Texture.mottled(seed, 0.3, 0x4C6A70, 0x88A8A8),
            Texture.mottled(seed + 10, 0.1, 0x3A2416, 0x6A4830));
    Texture wood = Texture.mottled(seed + 20, 0.06, 0x5A2E14, 0xA05C2C);
    Texture steel = Texture.mottled(seed + 30, 0.02, 0xC0C4C8, 0xFFFFFF);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.008, seconds));
      canvas.fill(shelf);
      double middle = canvas.aspect() / 2;
      canvas.draw(new Shape.Limb(0.42, 0.1, 0.2), Pose.at(middle, 0.42), wood);
      Pose arm = Pose.at(middle, 0.8).turned(Math.PI + 0.55 * Math.sin(2 * Math.PI * cycles));
      canvas.draw(new Shape.Limb(0.62, 0.014, 0.01), arm, steel);
      canvas.draw(new Shape.Block(0.07, 0.05, 0.015), along(arm, 0.46), steel);
    };
  }

  /** A ball that squashes on the floor at whole cycles and flies in between. */
  static Scene bouncingBall(long seed) {
    Texture court =
        Texture.above(
            0.74,
            Texture.mottled(seed, 0.4, 0x566C8C, 0x9CB4CC),
            Texture.mottled(seed + 10, 0.15, 0x8C5830, 0xC08850));
    Texture shade = (u, v) -> new Colour(0.2, 0.13, 0.08);
    Texture ball =
        Texture.sectors(
            3,
            Texture.mottled(seed + 20, 0.05, 0xC83820, 0xF07040),
            Texture.mottled(seed + 30, 0.05, 0xD8D0C0, 0xFFFFFF));
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.008, seconds));
      canvas.fill(court);
      double flight = cycles - Math.floor(cycles);
      double height = 4 * flight * (1 - flight);
      double squash = Math.max(0, 1 - height / 0.12);
      double x = canvas.aspect() * (0.44 + 0.012 * seconds);
      canvas.draw(new Shape.Disc(0.1), Pose.at(x, 0.89).stretched(1.3 - 0.6 * height, 0.22), shade);
      canvas.draw(
          new Shape.Disc(0.115),
          Pose.at(x, 0.775 - 0.56 * height + 0.03 * squash)
              .stretched(1 + 0.22 * squash, 1 - 0.25 * squash)
              .turned(0.4 * Math.sin(0.8 * seconds)),
          ball);
    };
  }

  /** A wheel with one handle, turned by hand. */
  static Scene crank(long seed) {
    Texture wall = Texture.mottled(seed, 0.3, 0x4A5240, 0x8C9678);
    Texture iron = Texture.mottled(seed + 10, 0.05, 0x20242C, 0x545C68);
    Texture grip = Texture.mottled(seed + 20, 0.04, 0xB02818, 0xE86040);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.006, seconds));
      canvas.fill(wall);
      Pose hub = Pose.at(canvas.aspect() / 2, 0.5).turned(2 * Math.PI * cycles);
      canvas.draw(new Shape.Ring(0.36, 0.07), hub, iron);
      canvas.draw(new Shape.Limb(0.36, 0.045, 0.035), hub, iron);
      canvas.draw(new Shape.Disc(0.07), hub, iron);
      canvas.draw(new Shape.Disc(0.1), along(hub, 0.36), grip);
    };
  }

  /** A hammer: up slowly, down fast. */
  static Scene hammer(long seed) {
    Texture shed = Texture.mottled(seed, 0.4, 0x5A4A3C, 0x9A8468);
    Texture wood = Texture.mottled(seed + 10, 0.04, 0x7A5428, 0xC89850);
    Texture steel = Texture.mottled(seed + 20, 0.05, 0x50585F, 0xA8B0B8);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.006, seconds));
      canvas.fill(shed);
      canvas.draw(new Shape.Block(0.26, 0.14, 0.02), Pose.at(canvas.aspect() * 0.66, 0.9), steel);
      double part = cycles - Math.floor(cycles);
      double raised =
          part < 0.7
              ? (1 - Math.cos(Math.PI * part / 0.7)) / 2
              : (1 + Math.cos(Math.PI * (part - 0.7) / 0.3)) / 2;
      Pose wrist = Pose.at(canvas.aspect() * 0.24, 0.72).turned(-Math.PI / 2 - 1.15 * raised);
      canvas.draw(new Shape.Limb(0.56, 0.026, 0.026), wrist, wood);
      canvas.draw(new Shape.Block(0.08, 0.15, 0.02), along(wrist, 0.56).turned(Math.PI / 2), steel);
    };
  }

  /** A see-saw with a box on either end. */
  static Scene seeSaw(long seed) {
    Texture park =
        Texture.above(
            0.8,
            Texture.mottled(seed, 0.4, 0x6890B8, 0xC0D4E4),
            Texture.mottled(seed + 10, 0.08, 0x2E5A24, 0x5C9444));
    Texture plank = Texture.mottled(seed + 20, 0.05, 0x6A4420, 0xB07C40);
    Texture red = Texture.mottled(seed + 30, 0.05, 0x9C2020, 0xE05040);
    Texture white = Texture.mottled(seed + 40, 0.05, 0xC8C8C0, 0xFFFFFF);
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(Camera.handHeld(seed, 0.008, seconds));
      canvas.fill(park);
      double middle = canvas.aspect() / 2;
      canvas.draw(new Shape.Limb(0.22, 0.02, 0.09), Pose.at(middle, 0.62), plank);
      Pose board = Pose.at(middle, 0.6).turned(0.42 * Math.sin(2 * Math.PI * cycles));
      canvas.draw(new Shape.Block(0.54, 0.022, 0.01), board, plank);
      canvas.draw(new Shape.Block(0.09, 0.09, 0.02), beside(board, -0.44, -0.11), red);
      canvas.draw(new Shape.Block(0.07, 0.11, 0.02), beside(board, 0.45, -0.13), white);
    };
  }

  /** A kite in gusts: it goes everywhere, and nowhere twice in the same way. */
  static Scene kite(long seed) {
    Texture sky = Texture.mottled(seed, 0.6, 0x4C80BC, 0xE0E8F0);
    Texture cloth =
        Texture.striped(
            0.08,
            Texture.mottled(seed + 10, 0.1, 0xB03060, 0xE86090),
            Texture.mottled(seed + 20, 0.1, 0xD0B030, 0xF8E070));
    return (canvas, cycles, seconds) -> {
      canvas.lookThrough(new Camera(0.05 * seconds, 0.1 * Noise.along(seed, seconds * 0.3), 1));
      canvas.fill(sky);
      double x = canvas.aspect() * (0.5 + 0.6 * gust(seed + 30, seconds)) + 0.05 * seconds;
      double y = 0.5 + 0.6 * gust(seed + 40, seconds);
      double near = 1 + 0.5 * gust(seed + 50, seconds);
      Pose pose =
          Pose.at(x, y)
              .turned(Math.PI / 4 + 2.2 * gust(seed + 60, seconds))
              .stretched(near, near * (0.9 + 0.4 * gust(seed + 70, seconds)));
      canvas.draw(new Shape.Block(0.15, 0.15, 0.01), pose, cloth);
    };
  }

  private static double gust(long seed, double seconds) {
    return 0.6 * Noise.along(seed, seconds * 0.5) + 0.25 * Noise.along(seed + 1, seconds * 1.3);
  }

  /** The point {@code length} down a limb. */
  private static Pose along(Pose limb, double length) {
    return beside(limb, 0, length);
  }

  private static Pose beside(Pose origin, double u, double v) {
    double cos = Math.cos(origin.angle());
    double sin = Math.sin(origin.angle());
    return new Pose(
        origin.x() + u * cos - v * sin, origin.y() + u * sin + v * cos, origin.angle(), 1, 1);
  }
}
