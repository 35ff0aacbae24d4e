package dev.strobe.transforms.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.transforms.decode.Testdata.Decoded;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokenVideoTest {

  @ParameterizedTest
  @CsvSource({
    "empty.mp4, the file is empty",
    "random.mp4, no kind of video that can be read",
    "no_index.mp4, 'the file has no index (moov): it was cut off, or'",
    "picture.mp4, 'the file is a PNG image, not a video'",
    "no_frames.mp4, the video has no frames",
    "notes.txt, 'the file is text, not a video'"
  })
  void fileWithoutFramesIsRefusedInPlainWords(String file, String wrong) {
    assertThatThrownBy(() -> Testdata.decode(Testdata.broken(file), Testdata.GREY, 10))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(file + ": " + wrong);
  }

  @Test
  void fileCutInItsIndexIsSaidToBe() throws Exception {
    byte[] file = Files.readAllBytes(Testdata.video("pendulum.mp4"));
    BytesChannel cut = BytesChannel.of(java.util.Arrays.copyOf(file, file.length - 100));
    assertThatThrownBy(
            () -> VideoDecoder.open("clip", cut, Testdata.GREY, DecoderConfig.defaults()))
        .isInstanceOf(DecodeException.class)
        .hasMessage("clip: the file is cut off inside its index (moov)");
  }

  @Test
  void truncatedFileGivesItsFramesAndAProblem() throws Exception {
    Decoded decoded = Testdata.decode(Testdata.broken("truncated.mp4"), Testdata.GREY, 10);
    assertThat(decoded.frames()).isBetween(30L, 60L);
    assertThat(decoded.info().declaredFrames()).isEqualTo(80);
    assertThat(decoded.problem())
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.kind()).isEqualTo(DecodeProblem.Kind.BROKEN_OFF);
              assertThat(problem.message())
                  .contains("truncated.mp4")
                  .contains("after %d of 80 frames".formatted(decoded.frames()));
            });
  }

  @Test
  void damageInTheMiddleIsReported() throws Exception {
    byte[] file = Files.readAllBytes(Testdata.video("pendulum.mp4"));
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      file[file.length / 4 + random.nextInt(file.length / 4)] ^= (byte) (1 + random.nextInt(255));
    }
    Decoded decoded = decode(file);
    assertThat(decoded.frames()).isBetween(200L, 280L);
    assertThat(decoded.problem())
        .hasValueSatisfying(
            problem -> assertThat(problem.kind()).isEqualTo(DecodeProblem.Kind.CORRUPT_FRAMES));
  }

  @Test
  void flippedBytesNeverCrashNorThrowAnythingElse() throws Exception {
    byte[] whole = Files.readAllBytes(Testdata.broken("truncated.mp4"));
    byte[] portrait = Files.readAllBytes(Testdata.video("metronome_portrait.mp4"));
    Random random = new Random(20);
    int decoded = 0;
    for (int round = 0; round < 200; round++) {
      byte[] file = (round % 10 == 0 ? portrait : whole).clone();
      flip(file, random);
      try {
        decoded += decode(file).frames() > 0 ? 1 : 0;
      } catch (DecodeException expected) {
        assertThat(expected).hasMessageStartingWith("clip: ");
      }
    }
    assertThat(decoded).isBetween(40, 200);
  }

  /** Some bytes anywhere, some in the first or last 2000, where the index is. */
  private static void flip(byte[] file, Random random) {
    int flips = 1 + random.nextInt(60);
    for (int i = 0; i < flips; i++) {
      int near = random.nextInt(2000);
      int at =
          switch (random.nextInt(3)) {
            case 0 -> near;
            case 1 -> file.length - 1 - near;
            default -> random.nextInt(file.length);
          };
      file[at] = (byte) random.nextInt(256);
    }
  }

  private static Decoded decode(byte[] file) throws Exception {
    return Testdata.decode(
        VideoDecoder.open("clip", BytesChannel.of(file), Testdata.GREY, DecoderConfig.defaults()),
        64);
  }
}
