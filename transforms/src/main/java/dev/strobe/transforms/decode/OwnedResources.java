package dev.strobe.transforms.decode;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Things to be closed together, the last one taken first. Closing twice is harmless. */
final class OwnedResources implements AutoCloseable {
  private final Deque<Owned> owned = new ArrayDeque<>();

  /** Something that is closed without trouble of its own, or with an IOException. */
  @FunctionalInterface
  interface Owned {
    void close() throws IOException;
  }

  void add(Owned resource) {
    owned.push(resource);
  }

  @Override
  public void close() throws IOException {
    IOException thrown = null;
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (IOException failed) {
        if (thrown == null) {
          thrown = failed;
        } else {
          thrown.addSuppressed(failed);
        }
      }
    }
    if (thrown != null) {
      throw thrown;
    }
  }
}
