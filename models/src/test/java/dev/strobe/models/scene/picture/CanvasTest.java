package dev.strobe.models.scene.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CanvasTest {

  private static final Texture SLOPE = slope();
  private static final Cloth PLAIN = new Cloth(SLOPE, 0);

  private final Canvas canvas = new Canvas();

  /** A texture in which every pixel's value is its column. */
  private static Texture slope() {
    float[] values = new float[Texture.SIDE * Texture.SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % Texture.SIDE;
    }
    return new Texture(values);
  }

  @Test
  void viewMovesZoomsAndRolls() {
    canvas.cover(SLOPE, View.STRAIGHT);
    assertThat(at(10, 24)).isEqualTo(64);
    canvas.cover(SLOPE, new View(0, 2.5, 1, 0));
    assertThat(at(10, 24)).isEqualTo(66.5f);
    canvas.cover(SLOPE, new View(0, 0, 2, 0));
    assertThat(at(10, 30)).isEqualTo(76);
    canvas.cover(SLOPE, new View(0, 0, 1, Math.PI / 2));
    assertThat(at(24, 40)).isCloseTo(64, within(1e-3f));
    assertThat(Math.abs(at(30, 24) - 64)).isCloseTo(6, within(1e-3f));
  }

  @Test
  void textureGoesOnMirroredBeyondItsEdges() {
    assertThat(SLOPE.at(5, 127)).isEqualTo(127);
    assertThat(SLOPE.at(5, 130)).isEqualTo(125);
    assertThat(SLOPE.at(5, -3)).isEqualTo(2);
    assertThat(SLOPE.at(-300, 10)).isEqualTo(10);
  }

  @Test
  void displacementIsPerPixel() {
    float[] down = new float[48 * 48];
    float[] right = new float[48 * 48];
    right[10 * 48 + 24] = 3;
    canvas.coverDisplaced(SLOPE, View.STRAIGHT, down, right);

    assertThat(at(10, 24)).isEqualTo(67);
    assertThat(at(11, 24)).isEqualTo(64);
  }

  @Test
  void strokeCoversItsWidthAndNothingElse() {
    canvas.light(0, 0);
    canvas.draw(new Capsule(0.5, 0.25, 0, 0.5, 0.1, 0.8, 0), PLAIN);

    assertThat(at(24, 24)).isCloseTo(0.8f, within(1e-6f));
    assertThat(at(20, 24)).isCloseTo(0.8f, within(1e-6f));
    assertThat(at(17, 24)).isZero();
    assertThat(at(24, 3)).isZero();
  }

  @Test
  void strokeOutsideThePictureDrawsNothing() {
    canvas.light(0, 0);
    canvas.draw(new Capsule(2, -3, 0.1, 0.1, 0.2, 1, 0), PLAIN);

    assertThat(canvas.pixels()).containsOnly(0);
  }

  @Test
  void edgesOfABoxCoverPartsOfPixels() {
    canvas.light(0, 0);
    canvas.box(0, 10.5 / 48, 1, 12 / 48.0, 1, PLAIN);

    assertThat(at(5, 9)).isZero();
    assertThat(at(5, 10)).isCloseTo(0.5f, within(1e-4f));
    assertThat(at(5, 11)).isCloseTo(1, within(1e-4f));
    assertThat(at(5, 12)).isCloseTo(0, within(1e-4f));
  }

  @Test
  void fadeMixesTwoPictures() {
    Canvas other = new Canvas();
    other.light(0, 1);
    canvas.light(0, 0);
    canvas.fade(other, 0.25);

    assertThat(at(3, 3)).isEqualTo(0.25f);
  }

  private float at(int row, int column) {
    return canvas.pixels()[row * Canvas.SIDE + column];
  }
}
