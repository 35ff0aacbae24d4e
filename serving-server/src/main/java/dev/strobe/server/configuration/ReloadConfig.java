package dev.strobe.server.configuration;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How the models of a running server are replaced by others.
 *
 * @param patience how long a request to reload waits for the models new to the server; they go on
 *     loading after it
 * @param file read again for new models; empty for none
 */
public record ReloadConfig(
    LabelTargets labels, Duration patience, Optional<WatchedConfigFile> file) {

  public ReloadConfig {
    requireNonNull(labels, "labels");
    requireNonNull(file, "file");
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must be >= 0 but was " + patience);
    }
  }

  /**
   * Labels for available versions, no file, and ten minutes, which is more than all retries of a
   * load take. (TensorFlow Serving waits without end.)
   */
  public static ReloadConfig defaults() {
    return new ReloadConfig(LabelTargets.AVAILABLE, Duration.ofMinutes(10), Optional.empty());
  }

  public ReloadConfig withLabels(LabelTargets newLabels) {
    return new ReloadConfig(newLabels, patience, file);
  }

  public ReloadConfig withPatience(Duration newPatience) {
    return new ReloadConfig(labels, newPatience, file);
  }

  public ReloadConfig withFile(WatchedConfigFile newFile) {
    return new ReloadConfig(labels, patience, Optional.of(newFile));
  }
}
