package dev.strobe.server.configuration;

import dev.strobe.server.servable.VersionStatus;
import dev.strobe.server.status.Code;

/** Why a model is not available, in TensorFlow Serving's words, as an item of a list of such. */
public final class ModelFailure {

  private ModelFailure() {}

  /** What went wrong with a version. */
  public static String of(String model, VersionStatus status) {
    return "{{name: %s version: %d} due to error: %s: %s}, "
        .formatted(model, status.version(), status.code(), status.message());
  }

  /** What went wrong before there was a version. */
  public static String of(String model, Code code, String message) {
    return "{{name: %s} due to error: %s: %s}, ".formatted(model, code, message);
  }
}
