package dev.strobe.server;

import dev.strobe.server.configuration.LabelTargets;
import dev.strobe.server.configuration.ModelConfigFile;
import dev.strobe.server.configuration.ReloadConfig;
import dev.strobe.server.configuration.ServedModel;
import dev.strobe.server.configuration.ServedModels;
import dev.strobe.server.configuration.WatchedConfigFile;
import dev.strobe.server.source.BasePath;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The command line's flags about which models are served, at the start and later. */
final class ModelFlags {

  @Option(
      names = "--model_name",
      defaultValue = "default",
      description = "Name of the model; used with --model_base_path.")
  private String name = "";

  @Option(
      names = "--model_base_path",
      defaultValue = "",
      description = "Directory with a directory for each version, named by its number.")
  private String basePath = "";

  @Option(
      names = "--model_config_file",
      defaultValue = "",
      description = "File with a ModelServerConfig in text format; replaces the two above.")
  private String configFile = "";

  @Option(
      names = "--model_config_file_poll_wait_seconds",
      defaultValue = "0",
      description = "Time between two looks at this file for other models; 0 to look once.")
  private int pollSeconds;

  @Option(
      names = "--reload_wait_seconds",
      defaultValue = "600",
      description = "Ours: how long a request to reload waits for models new to the server.")
  private long reloadSeconds;

  @Option(
      names = "--allow_version_labels_for_unavailable_models",
      arity = "0..1",
      fallbackValue = "true",
      description = "Take labels for versions that are not loaded yet.")
  private boolean labelsForUnavailable;

  /**
   * The models to start with.
   *
   * @throws IllegalArgumentException if none is named
   * @throws ServingException for a file that cannot be read, or whose models are not allowed
   */
  List<ServedModel> models() {
    if (configFile.isEmpty()) {
      if (basePath.isEmpty()) {
        throw new IllegalArgumentException(
            "One of --model_base_path and --model_config_file is needed");
      }
      return List.of(ServedModel.of(name, BasePath.of(basePath).toAbsolutePath()));
    }
    List<ServedModel> models = ModelConfigFile.read(Path.of(configFile));
    if (!labelsForUnavailable) {
      models.forEach(ModelFlags::refuseLabels);
    }
    return models;
  }

  /** Labels are assigned before anything is loaded, so without the flag there can be none. */
  private static void refuseLabels(ServedModel model) {
    for (long version : model.labels().values()) {
      throw ServedModels.unavailable(model.model().name(), version);
    }
  }

  /** How others take their place. */
  ReloadConfig reload() {
    ReloadConfig config =
        ReloadConfig.defaults()
            .withPatience(Duration.ofSeconds(reloadSeconds))
            .withLabels(
                labelsForUnavailable ? LabelTargets.AVAILABLE_UNLESS_NEW : LabelTargets.AVAILABLE);
    boolean polled = !configFile.isEmpty() && pollSeconds > 0;
    return polled
        ? config.withFile(
            new WatchedConfigFile(Path.of(configFile), Duration.ofSeconds(pollSeconds)))
        : config;
  }
}
