package dev.strobe.models.render;

import dev.strobe.models.render.Sample.Picture;
import java.util.List;

/** The videos that come with the project. */
final class Samples {
  private static final Picture WIDE = Picture.of(320, 240);

  private Samples() {}

  static List<Sample> all() {
    return List.of(
        new Sample(
            "pendulum.mp4",
            10,
            WIDE,
            Timing.constant(25, 1, 280),
            Motion.steady(28 / 25.0),
            Things.pendulum(11),
            "a pendulum, there and back, 28 frames a swing"),
        new Sample(
            "jumping_jacks.mp4",
            12,
            WIDE,
            Timing.constant(30, 1, 288),
            Motion.steady(24 / 30.0).uneven(21, 0.08, 12),
            People.jumpingJacks(22),
            "a figure doing jumping jacks, about 24 frames each, a little unevenly"),
        new Sample(
            "bouncing_ball.mp4",
            14,
            WIDE,
            Timing.constant(30, 1, 280),
            Motion.steady(20 / 30.0),
            Things.bouncingBall(31),
            "a ball, from bounce to bounce, 20 frames each"),
        new Sample(
            "slow_squats.mp4",
            5,
            WIDE,
            Timing.constant(30, 1, 450),
            Motion.steady(3).uneven(41, 0.05, 5),
            People.squats(42),
            "slow knee bends, about 90 frames each: a stride of 3 or more is needed"),
        new Sample(
            "crank_speeding_up.mp4",
            12,
            WIDE,
            Timing.constant(30, 1, 244),
            Motion.quickening(31 / 30.0, 15.1 / 30.0, 12),
            Things.crank(51),
            "a crank turned faster and faster, from 30 frames a turn to 15"),
        new Sample(
            "arm_raises_between_walks.mp4",
            7,
            WIDE,
            Timing.constant(24, 1, 320),
            Motion.steady(26 / 24.0).from(70 / 24.0, 7),
            People.armRaises(61, 70 / 24.0, 252 / 24.0),
            "walks in for 70 frames, raises both arms 7 times at 26 frames, walks off"),
        new Sample(
            "kite.mp4",
            0,
            WIDE,
            Timing.constant(25, 1, 250),
            Motion.none(),
            Things.kite(71),
            "a kite in gusts, never the same way twice"),
        new Sample(
            "metronome_portrait.mp4",
            11,
            new Picture(240, 320, Turn.QUARTER),
            Timing.constant(30, 1, 275),
            Motion.steady(25 / 30.0),
            Things.metronome(81),
            "held upright: stored lying, with a display matrix of a quarter turn"),
        new Sample(
            "hammer.mov",
            9,
            WIDE,
            Timing.constant(30_000, 1001, 279),
            Motion.steady(31 * 1001 / 30_000.0),
            Things.hammer(91),
            "a hammer, up slowly and down fast, 31 frames a blow, 29.97 frames a second"),
        new Sample(
            "see_saw_variable_rate.mp4",
            8,
            WIDE,
            new Timing(600, 240, 20, 30),
            Motion.steady(6000 / 600.0 / 8),
            Things.seeSaw(101),
            "a see-saw at a variable frame rate: 30 frames a second falling to 20"));
  }
}
