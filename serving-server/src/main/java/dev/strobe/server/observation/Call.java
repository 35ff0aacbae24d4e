package dev.strobe.server.observation;

import dev.strobe.server.servable.ServableId;
import dev.strobe.server.status.Code;

/**
 * One call on its way through the server, told by each part that it passes what happens there. The
 * parts take turns; only {@link #ran} and {@link #end} may come at the same time as others.
 */
public interface Call {

  /** A call that nobody observes. */
  Call NONE =
      new Call() {
        @Override
        public void asks(String api, String model) {}

        @Override
        public void received(long bytes) {}

        @Override
        public void handedOver(ServableId id, String signature, long rows) {}

        @Override
        public void ran(long beginNanos, long endNanos) {}

        @Override
        public void end(Code code, long sentBytes) {}
      };

  /**
   * It is a call of TensorFlow Serving's interface.
   *
   * @param api what is asked, as the client wrote it: {@code Predict}, {@code predict}; empty where
   *     nothing is to be run
   * @param model its name as the client wrote it, which need not be that of any model; empty if
   *     there was none
   */
  void asks(String api, String model);

  /** So many bytes of the request came in, beside those told before. */
  void received(long bytes);

  /**
   * The call was checked and is given to a version to run.
   *
   * @param rows the size of its first dimension; 1 if there is none
   */
  void handedOver(ServableId id, String signature, long rows);

  /** The model ran for it, on the clock of {@link System#nanoTime}; may be told too late. */
  void ran(long beginNanos, long endNanos);

  /** It is about to be answered, or given up. What comes after the first time changes nothing. */
  void end(Code code, long sentBytes);
}
