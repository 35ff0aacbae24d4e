package dev.strobe.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

final class FileProblemTest {

  @Test
  void problemIsToldWithoutTheFileAndTheNamesOfJava() {
    assertThat(FileProblem.of(new NoSuchFileException("/m")))
        .isEqualTo("no such file or directory");
    assertThat(FileProblem.of(new AccessDeniedException("/m"))).isEqualTo("permission denied");
    assertThat(FileProblem.of(new NotDirectoryException("/m"))).isEqualTo("not a directory");
    assertThat(FileProblem.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileProblem.of(new FileSystemException("/m", null, "Stale file handle")))
        .isEqualTo("Stale file handle");
    assertThat(FileProblem.of(new DirectoryIteratorException(new NoSuchFileException("/m"))))
        .isEqualTo("no such file or directory");
  }
}
