package dev.strobe.transforms.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotAVideoTest {
  private static final FrameShape SHAPE = new FrameShape(24, 24, 1);

  @Test
  void emptyFileIsSaidToBeEmpty() {
    assertRefused(new byte[0], "the file is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear diary",
        "#EXTM3U\n#EXTINF:10,\nhttp://192.0.2.1/secret.ts\n",
        "ffconcat version 1.0\nfile '/etc/passwd'\n",
        "größer\n"
      })
  void textAndPlaylistsAreSaidToBeText(String text) {
    assertRefused(text.getBytes(UTF_8), "the file is text, not a video");
  }

  @Test
  void imageIsSaidToBeAnImage() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
    assertRefused(png, "the file is a PNG image, not a video");
  }

  @Test
  void noiseIsNoKindOfVideo() {
    byte[] noise = new byte[40_000];
    new Random(5).nextBytes(noise);
    assertRefused(noise, "no kind of video that can be read");
  }

  @Test
  void failingChannelIsAnIoFailureAndNoVerdictOnTheVideo() {
    BytesChannel channel = BytesChannel.failingAt(0, new byte[100]);
    assertThatThrownBy(
            () -> VideoDecoder.open("mem:clip", channel, SHAPE, DecoderConfig.defaults()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the line is dead");
    assertThat(channel.isOpen()).isFalse();
  }

  private static void assertRefused(byte[] bytes, String wrong) {
    BytesChannel channel = BytesChannel.of(bytes);
    assertThatThrownBy(
            () -> VideoDecoder.open("mem:clip", channel, SHAPE, DecoderConfig.defaults()))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("mem:clip: " + wrong)
        .hasMessageNotContaining("\n");
    assertThat(channel.isOpen()).isFalse();
  }
}
