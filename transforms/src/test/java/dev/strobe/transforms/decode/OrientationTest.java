package dev.strobe.transforms.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OrientationTest {
  private static final int ONE = 1 << 16;
  private static final FrameShape SHOWN = new FrameShape(2, 3, 1);
  private static final byte[] PICTURE = {
    1, 2, 3, //
    4, 5, 6
  };

  @Test
  void identityIsUpright() {
    assertThat(Orientation.ofDisplayMatrix(ONE, 0, 0, ONE)).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void quarterTurnClockwise() {
    byte[] stored = {
      3, 6, //
      2, 5, //
      1, 4
    };
    assertShown(Orientation.ofDisplayMatrix(0, ONE, -ONE, 0), stored);
  }

  @Test
  void quarterTurnCounterClockwise() {
    byte[] stored = {
      4, 1, //
      5, 2, //
      6, 3
    };
    assertShown(Orientation.ofDisplayMatrix(0, -ONE, ONE, 0), stored);
  }

  @Test
  void halfTurn() {
    byte[] stored = {
      6, 5, 4, //
      3, 2, 1
    };
    assertShown(Orientation.ofDisplayMatrix(-ONE, 0, 0, -ONE), stored);
  }

  @Test
  void mirrorImage() {
    byte[] stored = {
      3, 2, 1, //
      6, 5, 4
    };
    assertShown(Orientation.ofDisplayMatrix(-ONE, 0, 0, ONE), stored);
  }

  @Test
  void coloursStayTogether() {
    FrameShape twoPixels = new FrameShape(1, 2, 3);
    byte[] shown = new byte[7];
    new Orientation(false, true, false).turn(new byte[] {4, 5, 6, 1, 2, 3}, twoPixels, shown, 1);
    assertThat(shown).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  private static void assertShown(Orientation orientation, byte[] stored) {
    byte[] shown = new byte[SHOWN.bytes()];
    orientation.turn(stored, SHOWN, shown, 0);
    assertThat(shown).isEqualTo(PICTURE);
  }
}
