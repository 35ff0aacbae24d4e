package dev.strobe.server.batching;

/**
 * How a batch went.
 *
 * @param runs how many it joined
 * @param rows of them together
 * @param waitNanos what the first of them waited
 * @param runNanos how long the model took
 */
record BatchOutcome(int runs, int rows, long waitNanos, long runNanos) {}
