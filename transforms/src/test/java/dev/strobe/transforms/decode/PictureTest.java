package dev.strobe.transforms.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.decode.Testdata.Decoded;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class PictureTest {
  private static final int ONE = 1 << 16;
  private static final int ROWS = 64;
  private static final int COLUMNS = 48;

  @Test
  void rotationIsAppliedToWhatIsStored() throws Exception {
    byte[] rotated = Files.readAllBytes(Testdata.video("metronome_portrait.mp4"));
    ByteBuffer shown = first(rotated, new FrameShape(ROWS, COLUMNS, 3));
    ByteBuffer stored = first(withoutRotation(rotated), new FrameShape(COLUMNS, ROWS, 3));
    for (int y = 0; y < ROWS; y++) {
      for (int x = 0; x < COLUMNS; x++) {
        int upright = (y * COLUMNS + x) * 3;
        int lying = ((COLUMNS - 1 - x) * ROWS + y) * 3;
        assertThat(pixel(shown, upright)).isEqualTo(pixel(stored, lying));
      }
    }
  }

  @Test
  void withoutMatrixThePictureLies() throws Exception {
    byte[] rotated = Files.readAllBytes(Testdata.video("metronome_portrait.mp4"));
    Decoded decoded = decode(withoutRotation(rotated), Testdata.GREY);
    assertThat(decoded.info().width()).isEqualTo(320);
    assertThat(decoded.info().height()).isEqualTo(240);
  }

  @Test
  void greyIsTheLumaOfTheColoursInFullRange() throws Exception {
    byte[] file = Files.readAllBytes(Testdata.video("metronome_portrait.mp4"));
    ByteBuffer grey = first(file, new FrameShape(ROWS, COLUMNS, 1));
    ByteBuffer colour = first(file, new FrameShape(ROWS, COLUMNS, 3));
    int brightest = 0;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      double luma =
          0.299 * (colour.get(3 * i) & 0xFF)
              + 0.587 * (colour.get(3 * i + 1) & 0xFF)
              + 0.114 * (colour.get(3 * i + 2) & 0xFF);
      assertThat((double) (grey.get(i) & 0xFF)).isCloseTo(luma, within(4.0));
      brightest = Math.max(brightest, grey.get(i) & 0xFF);
    }
    assertThat(brightest).as("light enough to tell full from studio range").isGreaterThan(210);
  }

  @Test
  void coloursAreRedGreenBlueInThisOrder() throws Exception {
    byte[] file = Files.readAllBytes(Testdata.video("bouncing_ball.mp4"));
    ByteBuffer first = first(file, new FrameShape(10, 10, 3));
    assertThat(first.get(0) & 0xFF).as("red of the blue wall").isLessThan(first.get(2) & 0xFF);
    int floor = 9 * 10 * 3;
    assertThat(first.get(floor) & 0xFF)
        .as("red of the brown floor")
        .isGreaterThan(first.get(floor + 2) & 0xFF);
  }

  private static String pixel(ByteBuffer frame, int at) {
    return "%02x%02x%02x".formatted(frame.get(at), frame.get(at + 1), frame.get(at + 2));
  }

  private static ByteBuffer first(byte[] file, FrameShape shape) throws Exception {
    return decode(file, shape).batches().get(0).pixels();
  }

  private static Decoded decode(byte[] file, FrameShape shape) throws Exception {
    return Testdata.decode(
        VideoDecoder.open("clip", BytesChannel.of(file), shape, DecoderConfig.defaults()), 32);
  }

  /** The same file with the identity as its display matrix. */
  private static byte[] withoutRotation(byte[] file) {
    ByteBuffer twin = ByteBuffer.wrap(file.clone());
    for (int at = 0; at + 20 <= file.length; at++) {
      if (twin.getInt(at) == 0 && twin.getInt(at + 4) == ONE && twin.getInt(at + 12) == -ONE) {
        twin.putInt(at, ONE).putInt(at + 4, 0).putInt(at + 12, 0).putInt(at + 16, ONE);
        twin.putInt(at + 24, 0);
        return twin.array();
      }
    }
    throw new AssertionError("no display matrix of a quarter turn in the file");
  }
}
