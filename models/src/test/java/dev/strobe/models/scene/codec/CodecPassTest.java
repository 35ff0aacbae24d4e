package dev.strobe.models.scene.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.models.synthetic.Draws;
import org.junit.jupiter.api.Test;

final class CodecPassTest {

  private static final int SIDE = 48;
  private static final int PIXELS = SIDE * SIDE;

  @Test
  void coarserEncodingLosesMore() {
    byte[] film = film(20, 0.02);
    byte[] kept = film.clone();
    double fine = difference(film, CodecPass.apply(new Encoding(2, 2, 18, 250), film, SIDE));
    double coarse = difference(film, CodecPass.apply(new Encoding(2, 2, 44, 250), film, SIDE));

    assertThat(fine).isBetween(0.1, 6.0);
    assertThat(coarse).isGreaterThan(1.3 * fine);
    assertThat(film).isEqualTo(kept);
  }

  @Test
  void framesComeBackInOrder() {
    byte[] film = new byte[10 * PIXELS];
    for (int i = 0; i < film.length; i++) {
      film[i] = (byte) (20 + 20 * (i / PIXELS));
    }
    byte[] decoded = CodecPass.apply(new Encoding(1, 1, 20, 30), film, SIDE);
    for (int frame = 0; frame < 10; frame++) {
      assertThat(decoded[frame * PIXELS + 700] & 0xff)
          .isBetween(20 + 20 * frame - 4, 20 + 20 * frame + 4);
    }
  }

  @Test
  void sameFilmAndEncodingGiveTheSameBytes() {
    byte[] film = film(12, 0.05);
    var encoding = new Encoding(3, 2, 34, 8);

    assertThat(CodecPass.apply(encoding, film, SIDE))
        .isEqualTo(CodecPass.apply(encoding, film, SIDE));
  }

  @Test
  void stillNoisyFilmPulsesWithTheGroup() {
    byte[] decoded = CodecPass.apply(new Encoding(2, 2, 40, 8), film(64, 0.02), SIDE);
    double pulses = 0;
    double between = 0;
    for (int t = 9; t < 64; t++) {
      double change = change(decoded, t);
      pulses += t % 8 == 0 ? change / 6 : 0;
      between += t % 8 == 0 ? 0 : change / 49;
    }
    assertThat(pulses).isGreaterThan(2 * between);
  }

  @Test
  void whatCannotBeEncodedIsRefused() {
    assertThatThrownBy(() -> new Encoding(0, 2, 30, 8))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Encoding(2, 2, 52, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("52");
    assertThatThrownBy(() -> CodecPass.apply(new Encoding(1, 1, 30, 8), new byte[100], SIDE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100");
  }

  /** A still picture of stripes and a fall of light, under noise. */
  private static byte[] film(int frames, double noise) {
    Draws draws = Draws.of(3, 1);
    byte[] film = new byte[frames * PIXELS];
    for (int i = 0; i < film.length; i++) {
      int row = i % PIXELS / SIDE;
      int column = i % SIDE;
      double grey = 90 + 2 * row + (column / 5 % 2) * 30 + 255 * noise * draws.gaussian();
      film[i] = (byte) (int) Math.min(255, Math.max(0, grey));
    }
    return film;
  }

  private static double change(byte[] film, int frame) {
    double sum = 0;
    for (int i = frame * PIXELS; i < (frame + 1) * PIXELS; i++) {
      sum += Math.abs((film[i] & 0xff) - (film[i - PIXELS] & 0xff));
    }
    return sum / PIXELS;
  }

  private static double difference(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xff) - (other[i] & 0xff));
    }
    return sum / one.length;
  }
}
