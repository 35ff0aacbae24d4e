package dev.strobe.transforms.failure;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One thing that could not be done for one video or image. It names its subject instead of carrying
 * it, so it is always small.
 *
 * @param uri what it concerns
 * @param stage where it happened
 * @param error the kind of failure, one word such as {@code NOT_A_VIDEO} or {@code UNAVAILABLE}
 * @param message what went wrong, for people
 * @param attempts how often it was tried, at least 1
 * @param occurredAt when it was given up
 */
public record Failure(
    String uri, Stage stage, String error, String message, int attempts, Instant occurredAt) {

  public Failure {
    requireNonNull(uri, "uri");
    requireNonNull(stage, "stage");
    requireNonNull(error, "error");
    requireNonNull(message, "message");
    requireNonNull(occurredAt, "occurredAt");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be >= 1 but was " + attempts);
    }
  }
}
