package dev.strobe.server.rest.json;

/** How a predict request lays out its tensors, and how it wants the answer. */
public enum PredictFormat {
  /** {@code instances}: one value, or object of named values, per row. */
  ROW,
  /** {@code inputs}: one value, or object of named values, for the whole batch. */
  COLUMN
}
