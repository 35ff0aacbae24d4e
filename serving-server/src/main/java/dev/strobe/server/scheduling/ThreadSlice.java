package dev.strobe.server.scheduling;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Optional;

/**
 * The slice of processor time of the thread that uses this, as Linux's {@code sched_getattr} and
 * {@code sched_setattr} tell and take it with all else about its scheduling. C libraries have no
 * functions for these calls, or only lately, so they are made by number. See sched_setattr(2) and,
 * for slices, {@code Documentation/scheduler/sched-eevdf.rst} of the kernel.
 */
final class ThreadSlice {
  private static final int THIS_THREAD = 0;
  private static final long RESET_ON_FORK = 1;

  private static final int SIZE = 48;
  private static final int SIZE_OFFSET = 0;
  private static final int FLAGS_OFFSET = 8;
  private static final int SLICE_OFFSET = 24;

  private final Calls calls;
  private final Memory attributes;

  private ThreadSlice(Calls calls, Memory attributes) {
    this.calls = calls;
    this.attributes = attributes;
  }

  /** That of the calling thread; empty where it cannot be had. */
  static Optional<ThreadSlice> own() {
    return Calls.FOUND.flatMap(
        calls -> {
          var attributes = new Memory(SIZE);
          attributes.clear();
          return calls.get(attributes)
              ? Optional.of(new ThreadSlice(calls, attributes))
              : Optional.empty();
        });
  }

  /** How long it is, in nanoseconds; 0 before Linux 6.12. */
  long nanos() {
    return attributes.getLong(SLICE_OFFSET);
  }

  /**
   * Asks for another length, for this thread but not for those that it starts, and leaves all else
   * as it is. Linux keeps it between 0.1 and 100 ms, 0 stands for its own choice; before 6.12 it
   * takes no notice.
   *
   * @return whether the system took it
   */
  boolean set(long nanos) {
    attributes.setInt(SIZE_OFFSET, SIZE);
    attributes.setLong(FLAGS_OFFSET, attributes.getLong(FLAGS_OFFSET) | RESET_ON_FORK);
    attributes.setLong(SLICE_OFFSET, nanos);
    return calls.set(attributes);
  }

  /** The system's calls, where their numbers are known. */
  private record Calls(Function syscall, int setNumber, int getNumber) {
    static final Optional<Calls> FOUND = find();

    private static Optional<Calls> find() {
      if (!Platform.isLinux() || !Platform.is64Bit()) {
        return Optional.empty();
      }
      try {
        Function syscall = NativeLibrary.getInstance("c").getFunction("syscall");
        if (Platform.isIntel()) {
          return Optional.of(new Calls(syscall, 314, 315));
        }
        return Platform.isARM() ? Optional.of(new Calls(syscall, 274, 275)) : Optional.empty();
      } catch (LinkageError e) {
        return Optional.empty();
      }
    }

    boolean get(Memory attributes) {
      return call(getNumber, THIS_THREAD, attributes, SIZE, 0);
    }

    boolean set(Memory attributes) {
      return call(setNumber, THIS_THREAD, attributes, 0);
    }

    private boolean call(int number, Object... arguments) {
      Object[] all = new Object[arguments.length + 1];
      all[0] = number;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      return syscall.invokeInt(all) == 0;
    }
  }
}
