package dev.strobe.server.batching;

/** Whose turn it is where several batches could begin. */
public enum Priority {
  NORMAL,
  /** Begins only where nothing of normal priority could; it may wait for ever. */
  LOW
}
