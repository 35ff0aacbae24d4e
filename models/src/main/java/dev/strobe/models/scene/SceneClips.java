package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.TexturePool;
import dev.strobe.models.synthetic.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An endless supply of training clips. A batch depends on the configuration and its seed alone, so
 * any number of threads may draw batches at once, in any order.
 */
public final class SceneClips {

  private static final double FEWEST_CYCLES = 2.2;

  /** Fewer frames than this beside a repetition are left out. */
  private static final int SHORTEST_SIDE = 8;

  private final SceneConfig config;
  private final TexturePool textures;

  private SceneClips(SceneConfig config, TexturePool textures) {
    this.config = config;
    this.textures = textures;
  }

  /** Makes the textures that all clips share, which takes about a second. */
  public static SceneClips of(SceneConfig config) {
    return new SceneClips(config, TexturePool.make());
  }

  /** Clips drawn as another configuration says, with the textures that are there already. */
  public SceneClips as(SceneConfig other) {
    return new SceneClips(other, textures);
  }

  /** Draws a batch, the same for the same seed, on any thread and machine of its kind. */
  public List<SceneClip> batch(long seed) {
    return IntStream.range(0, config.clips()).mapToObj(i -> clip(Draws.of(seed, i))).toList();
  }

  private SceneClip clip(Draws draws) {
    return switch (config.layouts().draw(draws)) {
      case NEGATIVE -> negative(draws);
      case WHOLE -> whole(draws);
      case JOINED -> joined(draws);
      case SPLICED -> spliced(draws);
    };
  }

  private SceneClip negative(Draws draws) {
    int stride = stride(draws);
    Negative kind = config.negatives().draw(draws);
    Shot shot = NegativeShots.draw(studio(draws, frames(draws, stride)), kind);
    Medium medium =
        kind == Negative.CODEC ? Medium.pulsing(draws) : Medium.draw(draws, config.encoded());
    return Film.of(lit(draws, shot)).develop(draws, medium, stride);
  }

  private SceneClip whole(Draws draws) {
    Repetition kind = config.repetitions().draw(draws);
    int stride = kind == Repetition.FAST ? 1 : stride(draws);
    int frames = frames(draws, stride);
    double period = Math.min(period(draws, kind, stride), frames / FEWEST_CYCLES);
    Shot shot = RepeatingShots.draw(studio(draws, frames), kind, Spans.whole(frames), period);
    Medium medium = Medium.draw(draws, config.encoded());
    return Film.of(lit(draws, shot)).develop(draws, medium, stride);
  }

  private SceneClip joined(Draws draws) {
    Repetition kind = config.repetitions().draw(draws);
    int stride = kind == Repetition.FAST ? 1 : stride(draws);
    int frames = longer(draws, frames(draws, stride));
    double period = Math.min(period(draws, kind, stride), frames / FEWEST_CYCLES);
    Spans spans = Spans.draw(draws, frames, period);
    Shot shot = RepeatingShots.draw(studio(draws, frames), kind, spans, period);
    Medium medium = Medium.draw(draws, config.encoded());
    return Film.of(lit(draws, shot)).develop(draws, medium, stride);
  }

  /** A repeating shot between others, or with its own first and last picture held. */
  private SceneClip spliced(Draws draws) {
    Repetition kind = config.repetitions().draw(draws);
    int stride = kind == Repetition.FAST ? 1 : stride(draws);
    int frames = longer(draws, frames(draws, stride));
    double period = Math.min(period(draws, kind, stride), frames / FEWEST_CYCLES);
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
    return splice(draws, kind, new int[] {before, frames - before - after, after}, period, stride);
  }

  private SceneClip splice(Draws draws, Repetition kind, int[] lengths, double period, int stride) {
    boolean heldBefore = draws.chance(0.4);
    boolean heldAfter = draws.chance(0.4);
    List<Shot> shots = new ArrayList<>();
    shots.add(side(draws, lengths[0]));
    Spans whole = Spans.whole(lengths[1]);
    shots.add(RepeatingShots.draw(studio(draws, lengths[1]), kind, whole, period));
    shots.add(side(draws, lengths[2]));
    shots.removeIf(shot -> shot.frames() == 0);
    int fade = heldBefore || heldAfter || draws.chance(0.8) ? 0 : draws.integer(2, 13);
    Film film = Film.of(lit(draws, Sequence.of(shots, fade)));
    if (heldBefore) {
      film.holdUntil(lengths[0]);
    }
    if (heldAfter) {
      film.holdFrom(lengths[0] + lengths[1]);
    }
    double encoded = heldBefore || heldAfter ? 0.6 : config.encoded();
    return film.develop(draws, Medium.draw(draws, encoded), stride);
  }

  private Shot side(Draws draws, int frames) {
    if (frames == 0) {
      return new Shot((frame, canvas) -> {}, new float[0]);
    }
    Studio studio = studio(draws, frames);
    return draws.chance(0.06)
        ? new Shot((frame, canvas) -> canvas.light(0, 0), new float[frames])
        : NegativeShots.draw(studio, config.negatives().draw(draws));
  }

  /** Flickering now and then. */
  private Shot lit(Draws draws, Shot shot) {
    if (!draws.chance(0.2)) {
      return shot;
    }
    Light light = Light.flicker(studio(draws, shot.frames()));
    return new Shot(Part.all(List.of(shot.picture(), light)), shot.period());
  }

  private Studio studio(Draws draws, int frames) {
    return new Studio(draws, textures, frames);
  }

  private static int stride(Draws draws) {
    double share = draws.uniform(0, 1);
    if (share < 0.5) {
      return 1;
    }
    return share < 0.85 ? 2 : 4;
  }

  private static int frames(Draws draws, int stride) {
    int frames = 64 * stride + draws.integer(0, 20);
    return draws.chance(0.15) ? Math.max(40, (int) (frames * draws.uniform(0.5, 1))) : frames;
  }

  /** Room for a long period and something beside it, in some clips. */
  private static int longer(Draws draws, int frames) {
    return draws.chance(0.6) ? (int) (frames * draws.uniform(1.1, 2)) : frames;
  }

  private static double period(Draws draws, Repetition kind, int stride) {
    if (kind == Repetition.FAST) {
      return draws.logUniform(3, 6.5);
    }
    if (draws.chance(0.06)) {
      return draws.logUniform(3, 120);
    }
    return stride == 1 ? draws.logUniform(3.4, 32) : draws.logUniform(3.2 * stride, 32 * stride);
  }
}
