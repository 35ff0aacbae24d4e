package dev.strobe.models.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.models.render.Sample.Picture;
import dev.strobe.models.render.VideoFormat.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleVideoTest {
  @TempDir private Path directory;

  @Test
  void sameSampleGivesTheSameBytes() throws IOException {
    byte[] once = render("once.mp4");
    byte[] again = render("again.mp4");
    assertThat(again).isEqualTo(once).hasSizeGreaterThan(500);
  }

  @Test
  void extensionChoosesTheContainer() throws IOException {
    assertThat(brand(render("clip.mov"))).isEqualTo("qt  ");
    assertThat(brand(render("clip.mp4"))).isEqualTo("isom");
  }

  @Test
  void placeThatCannotBeWrittenIsNamed() {
    Path nowhere = directory.resolve("missing").resolve("clip.mp4");
    assertThatThrownBy(() -> SampleVideo.write(clip(), nowhere, 50_000, Layout.INDEX_FIRST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void oddSizesAreRefused() {
    assertThatThrownBy(() -> new Yuv420(15, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15 x 16");
  }

  private byte[] render(String name) throws IOException {
    Path file = directory.resolve(name);
    SampleVideo.write(clip(), file, 50_000, Layout.INDEX_FIRST);
    return Files.readAllBytes(file);
  }

  private static String brand(byte[] file) {
    return new String(file, 8, 4, ISO_8859_1);
  }

  private static Sample clip() {
    return new Sample(
        "clip.mp4",
        1,
        Picture.of(64, 48),
        Timing.constant(25, 1, 12),
        Motion.steady(0.48),
        Things.pendulum(1),
        "a pendulum");
  }
}
