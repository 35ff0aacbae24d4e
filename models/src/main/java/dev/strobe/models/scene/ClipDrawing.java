package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.CloseUp;
import dev.strobe.models.scene.picture.TexturePool;
import dev.strobe.models.synthetic.Draws;
import java.util.ArrayList;
import java.util.List;

/** Draws one clip. */
final class ClipDrawing {

  private static final double FEWEST_CYCLES = 2.2;

  /** Fewer frames than this beside a repetition are left out. */
  private static final int SHORTEST_SIDE = 8;

  /** How many times as large things are in a close-up. */
  private static final double CLOSE_UP = 2;

  private final SceneConfig config;
  private final TexturePool textures;
  private final Draws draws;
  private final CloseUp closeUp;

  private ClipDrawing(SceneConfig config, TexturePool textures, Draws draws, CloseUp closeUp) {
    this.config = config;
    this.textures = textures;
    this.draws = draws;
    this.closeUp = closeUp;
  }

  static ClipDrawing of(SceneConfig config, TexturePool textures, Draws draws) {
    CloseUp closeUp = draws.chance(config.closeUps()) ? closeUp(draws) : CloseUp.NONE;
    return new ClipDrawing(config, textures, draws, closeUp);
  }

  private static CloseUp closeUp(Draws draws) {
    double room = 1 - 1 / CLOSE_UP;
    return new CloseUp(draws.uniform(0, room), draws.uniform(0, room), CLOSE_UP);
  }

  /** Draws it. */
  SceneClip clip() {
    return switch (config.layouts().draw(draws)) {
      case NEGATIVE -> negative();
      case WHOLE -> whole();
      case JOINED -> joined();
      case SPLICED -> spliced();
    };
  }

  private SceneClip negative() {
    int stride = stride();
    Negative kind = config.negatives().draw(draws);
    Shot shot = NegativeShots.draw(studio(frames(stride)), kind);
    Medium medium =
        kind == Negative.CODEC ? Medium.pulsing(draws) : Medium.draw(draws, config.encoded());
    return developed(Film.of(lit(shot)), medium, stride);
  }

  private SceneClip whole() {
    Repetition kind = config.repetitions().draw(draws);
    int stride = kind == Repetition.FAST ? 1 : stride();
    int frames = frames(stride);
    double period = Math.min(period(kind, stride), frames / FEWEST_CYCLES);
    Shot shot = RepeatingShots.draw(studio(frames), kind, Spans.whole(frames), period);
    Medium medium = Medium.draw(draws, config.encoded());
    return developed(Film.of(lit(shot)), medium, stride);
  }

  private SceneClip joined() {
    Repetition kind = config.repetitions().draw(draws);
    int stride = kind == Repetition.FAST ? 1 : stride();
    int frames = longer(frames(stride));
    double period = Math.min(period(kind, stride), frames / FEWEST_CYCLES);
    Spans spans = Spans.draw(draws, frames, period);
    Shot shot = RepeatingShots.draw(studio(frames), kind, spans, period);
    Medium medium = Medium.draw(draws, config.encoded());
    return developed(Film.of(lit(shot)), medium, stride);
  }

  /** A repeating shot between others, or with its own first and last picture held. */
  private SceneClip spliced() {
    Repetition kind = config.repetitions().draw(draws);
    int stride = kind == Repetition.FAST ? 1 : stride();
    int frames = longer(frames(stride));
    double period = Math.min(period(kind, stride), frames / FEWEST_CYCLES);
    int fewest = Math.max(12, (int) Math.ceil(FEWEST_CYCLES * period));
    int before = draws.chance(0.65) ? (int) (draws.uniform(0, 0.6) * frames) : 0;
    int after = draws.chance(0.65) ? (int) (draws.uniform(0, 0.6) * frames) : 0;
    if (frames - before - after < fewest) {
      double shrunk = Math.max(0, frames - fewest) / (double) Math.max(1, before + after);
      before = (int) (before * Math.min(1, shrunk));
      after = (int) (after * Math.min(1, shrunk));
    }
    before = before < SHORTEST_SIDE ? 0 : before;
    after = after < SHORTEST_SIDE ? 0 : after;
    return splice(kind, new int[] {before, frames - before - after, after}, period, stride);
  }

  private SceneClip splice(Repetition kind, int[] lengths, double period, int stride) {
    boolean heldBefore = draws.chance(0.4);
    boolean heldAfter = draws.chance(0.4);
    List<Shot> shots = new ArrayList<>();
    shots.add(side(lengths[0]));
    Spans whole = Spans.whole(lengths[1]);
    shots.add(RepeatingShots.draw(studio(lengths[1]), kind, whole, period));
    shots.add(side(lengths[2]));
    shots.removeIf(shot -> shot.frames() == 0);
    int fade = heldBefore || heldAfter || draws.chance(0.8) ? 0 : draws.integer(2, 13);
    Film film = Film.of(lit(Sequence.of(shots, fade)));
    if (heldBefore) {
      film.holdUntil(lengths[0]);
    }
    if (heldAfter) {
      film.holdFrom(lengths[0] + lengths[1]);
    }
    double encoded = heldBefore || heldAfter ? 0.6 : config.encoded();
    return developed(film, Medium.draw(draws, encoded), stride);
  }

  private Shot side(int frames) {
    if (frames == 0) {
      return new Shot((frame, canvas) -> {}, new float[0]);
    }
    Studio studio = studio(frames);
    return draws.chance(0.06)
        ? new Shot((frame, canvas) -> canvas.light(0, 0), new float[frames])
        : NegativeShots.draw(studio, config.negatives().draw(draws));
  }

  /** Flickering now and then. */
  private Shot lit(Shot shot) {
    if (!draws.chance(0.2)) {
      return shot;
    }
    Light light = Light.flicker(studio(shot.frames()));
    return new Shot(Part.all(List.of(shot.picture(), light)), shot.period());
  }

  private SceneClip developed(Film film, Medium medium, int stride) {
    return film.develop(studio(film.shown().length), medium, stride);
  }

  private Studio studio(int frames) {
    return new Studio(draws, textures, frames, closeUp);
  }

  private int stride() {
    double share = draws.uniform(0, 1);
    if (share < 0.5) {
      return 1;
    }
    return share < 0.85 ? 2 : 4;
  }

  private int frames(int stride) {
    int frames = 64 * stride + draws.integer(0, 20);
    return draws.chance(0.15) ? Math.max(40, (int) (frames * draws.uniform(0.5, 1))) : frames;
  }

  /** Room for a long period and something beside it, in some clips. */
  private int longer(int frames) {
    return draws.chance(0.6) ? (int) (frames * draws.uniform(1.1, 2)) : frames;
  }

  private double period(Repetition kind, int stride) {
    if (kind == Repetition.FAST) {
      return draws.logUniform(3, 6.5);
    }
    if (draws.chance(0.06)) {
      return draws.logUniform(3, 120);
    }
    return stride == 1 ? draws.logUniform(3.4, 32) : draws.logUniform(3.2 * stride, 32 * stride);
  }
}
