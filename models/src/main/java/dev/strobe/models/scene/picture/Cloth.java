package dev.strobe.models.scene.picture;

import dev.strobe.models.synthetic.Draws;

/**
 * What a figure wears.
 *
 * @param texture its pattern
 * @param weave how strongly the pattern shows
 */
public record Cloth(Texture texture, float weave) {

  private static final float MEAN = 0.45f;

  public static Cloth draw(Draws draws, TexturePool textures) {
    return new Cloth(textures.draw(draws), (float) draws.uniform(0, 1.5));
  }

  float at(int row, int column) {
    return weave * (texture.cell(row, column) - MEAN);
  }
}
