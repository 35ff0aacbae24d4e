package dev.strobe.pipeline.serving;

import java.io.Serializable;
import java.time.Duration;

/**
 * Which model the job asks, and where.
 *
 * @param target {@value #EMBEDDED}, or a gRPC target such as {@code host:8500}
 * @param modelBasePath folder with a folder per model, read by the embedded server only
 * @param modelName the model's name on the server
 * @param timeout what one call may take, retries included
 */
public record ServingConfig(String target, String modelBasePath, String modelName, Duration timeout)
    implements Serializable {

  /** The target that means a server inside each worker's process. */
  public static final String EMBEDDED = "embedded";

  public ServingConfig {
    requireText("--servingTarget", target, "'embedded' or a gRPC target such as host:8500");
    requireText("--modelBasePath", modelBasePath, "a folder with a folder per model");
    requireText("--modelName", modelName, "the name of a model on the server");
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "--servingTimeoutSeconds must be in [1, 3600] but was " + timeout.toSeconds());
    }
  }

  /** Whether each worker runs a server of its own. */
  public boolean embedded() {
    return target.equals(EMBEDDED);
  }

  private static void requireText(String flag, String value, String allowed) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(flag + " must be " + allowed + " but was empty");
    }
  }
}
