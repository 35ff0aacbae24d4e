package dev.strobe.server;

import java.util.logging.LogManager;

/**
 * Logs until the process has ended. The platform's own log manager closes everything as soon as the
 * process is told to end, while calls are still being answered. Public for the platform alone.
 */
public final class LastingLogs extends LogManager {

  @Override
  public void reset() {
    // There is nothing to take back: whoever resets means the end, or has not begun yet.
  }
}
