package dev.strobe.models.scene.picture;

import dev.strobe.models.synthetic.Draws;
import java.util.List;
import java.util.stream.IntStream;

/** Textures to choose from. Immutable; making one takes about a second. */
public final class TexturePool {

  private static final int COUNT = 160;
  private static final long SEED = 77;

  private final List<Texture> textures;

  private TexturePool(List<Texture> textures) {
    this.textures = textures;
  }

  /** The same textures every time. */
  public static TexturePool make() {
    return new TexturePool(
        IntStream.range(0, COUNT).mapToObj(i -> TextureMaker.draw(Draws.of(SEED, i))).toList());
  }

  /** One of the textures, turned, perhaps mirrored, as bright and as rich in contrast as may be. */
  public Texture draw(Draws draws) {
    Texture texture = textures.get(draws.integer(0, COUNT));
    return texture.as(
        draws.integer(0, 4),
        draws.integer(0, 2),
        (float) (0.45 + 0.08 * draws.gaussian()),
        (float) draws.uniform(0.02, 0.22));
  }
}
