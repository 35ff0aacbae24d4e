package dev.strobe.server.servable;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.Locale;

/** Whose turn it is where several runs could begin, first to last. */
public enum Priority {
  /** Before all others. */
  HIGH,
  NORMAL,
  /** Begins only where nothing of another priority could; it may wait for ever. */
  LOW;

  /** The gRPC metadata key and HTTP header by which a client asks for one. */
  public static final String HEADER = "x-strobe-priority";

  /**
   * The priority that a header names, in any case.
   *
   * @throws ServingException INVALID_ARGUMENT if it names none
   */
  public static Priority named(String value) {
    for (Priority priority : values()) {
      if (priority.name().equals(value.strip().toUpperCase(Locale.ROOT))) {
        return priority;
      }
    }
    throw new ServingException(
        Code.INVALID_ARGUMENT, HEADER + " must be high, normal or low but was '" + value + "'");
  }
}
