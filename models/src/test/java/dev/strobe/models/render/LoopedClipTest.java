package dev.strobe.models.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoopedClipTest {
  @TempDir private Path directory;

  @Test
  void moreCyclesMakeALongerFile() throws IOException {
    Path one = directory.resolve("one.mp4");
    Path four = directory.resolve("four.mp4");
    new LoopedClip(64, 48, 10, 1).write(one);
    new LoopedClip(64, 48, 10, 4).write(four);
    assertThat(new LoopedClip(64, 48, 10, 4).frames()).isEqualTo(40);
    assertThat(Files.size(four)).isGreaterThan(Files.size(one));
  }

  @Test
  void nothingToLoopIsRefused() {
    assertThatThrownBy(() -> new LoopedClip(64, 48, 1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 and 4");
  }
}
