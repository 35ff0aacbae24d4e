package dev.strobe.transforms.infer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.transforms.predictor.Predictor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@link ModelSession} for all copies of a transform in a process. Runners make a copy for each
 * thread, but the connections, and a server that a predictor may run in the process, are wanted
 * once. The first copy connects while the others wait; the last to let go closes.
 */
final class SharedSession implements AutoCloseable {
  private static final Object LOCK = new Object();

  /** Copies of a transform have nothing in common but this class, hence the static map. */
  @GuardedBy("LOCK")
  private static final Map<String, Held> HELD = new HashMap<>();

  private final String key;
  private final ModelSession session;
  private boolean closed;

  private SharedSession(String key, ModelSession session) {
    this.key = key;
    this.session = session;
  }

  /** Takes hold of the session of that key, connecting if nobody has. */
  static SharedSession hold(String key, Predictor.Factory factory, InferConfig config) {
    synchronized (LOCK) {
      @Nullable Held held = HELD.get(key);
      if (held == null) {
        held = new Held(ModelSession.connect(factory, config));
        HELD.put(key, held);
      }
      held.holders++;
      return new SharedSession(key, held.session);
    }
  }

  ModelSession session() {
    return session;
  }

  /** Lets go. */
  @Override
  public void close() {
    synchronized (LOCK) {
      if (closed) {
        return;
      }
      closed = true;
      @Nullable Held held = HELD.get(key);
      if (held == null || --held.holders > 0) {
        return;
      }
      HELD.remove(key);
    }
    session.close();
  }

  private static final class Held {
    private final ModelSession session;
    private int holders;

    Held(ModelSession session) {
      this.session = session;
    }
  }
}
