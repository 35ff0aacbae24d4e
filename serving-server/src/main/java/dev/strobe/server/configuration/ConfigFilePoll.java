package dev.strobe.server.configuration;

import static java.util.Objects.requireNonNull;

import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.protos.serving.ModelServerConfig.ConfigCase;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look after another at a model configuration file. What it says is put into effect each time,
 * changed or not, as TensorFlow Serving does; a file that is broken, empty or gone changes nothing.
 * To be run by one thread at a time.
 */
public final class ConfigFilePoll implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ConfigFilePoll.class);

  private final Path file;
  private final ServedModels models;
  private String lastProblem = "";

  /** Looks at {@code file} for {@code models}. */
  public ConfigFilePoll(Path file, ServedModels models) {
    this.file = requireNonNull(file, "file");
    this.models = requireNonNull(models, "models");
  }

  @Override
  public void run() {
    try {
      ModelServerConfig config = ModelConfigFile.parse(file);
      if (config.getConfigCase() == ConfigCase.CONFIG_NOT_SET) {
        told("Taking no action for empty config.");
        return;
      }
      var unused =
          models
              .reload(config)
              .whenComplete(
                  (nothing, failure) -> {
                    if (failure != null) {
                      log.warn("After reading {} again: {}", file, failure.getMessage());
                    }
                  });
      lastProblem = "";
    } catch (ServingException e) {
      told(e.code() + ": " + e.getMessage());
    }
  }

  /** Logs a problem once, not at every look. */
  private void told(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      log.warn("{} is not put into effect: {}", file, problem);
    }
  }
}
