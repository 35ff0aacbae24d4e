package dev.strobe.server.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class QuietThreadTest {
  private static final Path THIS_THREAD = Path.of("/proc/thread-self");

  @Test
  @EnabledOnOs(OS.LINUX)
  void priorityIsLowThereAndAsBeforeHere() {
    int before = Nice.of(THIS_THREAD);
    assertThat(QuietThread.<Integer>call(() -> Nice.of(THIS_THREAD)))
        .isEqualTo(Math.min(before + 10, 19));
    assertThat(Nice.of(THIS_THREAD)).isEqualTo(before);
  }

  @Test
  void whatTheWorkThrowsIsThrown() {
    assertThatThrownBy(
            () ->
                QuietThread.run(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("failed");
  }
}
