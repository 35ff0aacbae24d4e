package dev.strobe.pipeline;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry of the main job: counts the repetitions in videos and writes the tables. */
public final class CountMain {
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private CountMain() {}

  /**
   * Runs the job and ends the process: 0 if it ran, even where single videos could not be counted,
   * 2 if it could not be started as asked, 1 if it failed.
   */
  public static void main(String[] args) {
    ROOT_LOGGER.setLevel(Level.WARNING);
    NativeLog.warningsOnly();
    System.exit(new CountCommand(System.out, System.err).run(args));
  }
}
