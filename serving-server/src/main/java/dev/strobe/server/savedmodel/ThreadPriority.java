package dev.strobe.server.savedmodel;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Priorities of threads as Linux knows them; Java's own have no effect there by default. */
final class ThreadPriority {
  private static final Logger log = LoggerFactory.getLogger(ThreadPriority.class);
  private static final int LOWER_BY = 10;
  private static final int HIGHEST = -20;
  private static final int LOWEST = 19;

  private ThreadPriority() {}

  /**
   * Lowers that of the calling thread for good, by so much that beside others that use all
   * processors it still gets about a tenth of one's time and its work ends. Does nothing on other
   * systems than Linux, where {@code nice} is about the thread that calls it alone.
   */
  static void lower() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      int priority =
          NativeLibrary.getInstance("c").getFunction("nice").invokeInt(new Object[] {LOWER_BY});
      log.debug("loads at priority {} of {} to {}", priority, HIGHEST, LOWEST);
    } catch (LinkageError e) {
      log.info("The priority of threads cannot be lowered: {}", e.toString());
    }
  }
}
