package dev.strobe.server;

/** What comes true some time: it is asked for again and again, until the test's time limit. */
public final class Eventually {

  private Eventually() {}

  /** A question whose answer may fail. */
  public interface Question {
    boolean isTrue() throws Exception;
  }

  /** Returns once it is true. */
  public static void until(Question question) throws Exception {
    while (!question.isTrue()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("It did not come true in time");
      }
      Thread.onSpinWait();
    }
  }
}
