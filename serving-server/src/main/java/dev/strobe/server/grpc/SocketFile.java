package dev.strobe.server.grpc;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file by which a Unix domain socket is found. */
record SocketFile(Path path) {
  private static final Logger log = LoggerFactory.getLogger(SocketFile.class);

  /**
   * Removes a socket that an earlier process left behind.
   *
   * @throws ServingException UNAVAILABLE if something else is there, or somebody still listens
   */
  void clear() {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      BasicFileAttributes file =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!file.isOther()) {
        throw unavailable("a file that is no socket is there", null);
      }
      if (isListenedAt()) {
        throw unavailable("another process listens there", null);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw unavailable(e.toString(), e);
    }
  }

  private boolean isListenedAt() {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return probe.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }

  ServingException unavailable(String reason, @Nullable Throwable cause) {
    return new ServingException(
        Code.UNAVAILABLE, "Cannot listen at socket %s: %s".formatted(path, reason), cause);
  }

  /** Removes the socket that this process listened at. */
  void remove() {
    try {
      boolean unused = Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("The socket {} was not removed", path, e);
    }
  }
}
