package dev.strobe.models.scene;

import dev.strobe.models.scene.picture.TexturePool;
import dev.strobe.models.synthetic.Draws;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An endless supply of training clips. A batch depends on the configuration and its seed alone, so
 * any number of threads may draw batches at once, in any order.
 */
public final class SceneClips {

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
    return IntStream.range(0, config.clips())
        .mapToObj(i -> ClipDrawing.of(config, textures, Draws.of(seed, i)).clip())
        .toList();
  }
}
