package dev.strobe.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketFileTest {
  @TempDir Path temp;

  @Test
  void socketLeftBehindIsRemoved() throws IOException {
    Path path = temp.resolve("s");
    try (ServerSocketChannel dead = listen(path)) {
      assertThat(dead.isOpen()).isTrue();
    }
    assertThat(path).exists();
    new SocketFile(path).clear();
    assertThat(path).doesNotExist();
    new SocketFile(path).clear();
  }

  @Test
  void socketOfALivingProcessIsLeft() throws IOException {
    Path path = temp.resolve("s");
    try (ServerSocketChannel alive = listen(path)) {
      assertThat(alive.isOpen()).isTrue();
      assertThatThrownBy(() -> new SocketFile(path).clear())
          .hasMessage("Cannot listen at socket %s: another process listens there", path);
    }
    assertThat(path).exists();
  }

  @Test
  void otherFilesAreLeft() throws IOException {
    Path path = Files.writeString(temp.resolve("s"), "mine");
    assertThatThrownBy(() -> new SocketFile(path).clear())
        .hasMessage("Cannot listen at socket %s: a file that is no socket is there", path);
    assertThat(path).hasContent("mine");
  }

  private static ServerSocketChannel listen(Path path) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(path));
  }
}
