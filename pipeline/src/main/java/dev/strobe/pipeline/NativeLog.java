package dev.strobe.pipeline;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * TensorFlow's native log, which goes to standard error past Java. It obeys an environment variable
 * alone, which Java cannot set for its own process; the C library can.
 */
final class NativeLog {
  private static final String VARIABLE = "TF_CPP_MIN_LOG_LEVEL";
  private static final String WARNINGS = "1";
  private static final int KEEP_WHAT_IS_SET = 0;

  private NativeLog() {}

  /** From now on warnings and errors only, unless the user's environment says otherwise. */
  static void warningsOnly() {
    if (!Platform.isWindows()) {
      Object[] arguments = {VARIABLE, WARNINGS, KEEP_WHAT_IS_SET};
      int unused = Function.getFunction(Platform.C_LIBRARY_NAME, "setenv").invokeInt(arguments);
    }
  }
}
