package dev.strobe.server.configuration;

import com.google.errorprone.annotations.FormatMethod;
import dev.strobe.protos.serving.FileSystemStoragePathSourceConfig.ServableVersionPolicy;
import dev.strobe.protos.serving.ModelConfig;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.protos.serving.ModelType;
import dev.strobe.server.source.BasePath;
import dev.strobe.server.source.VersionSelection;
import dev.strobe.server.source.WatchedModel;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Model configurations, with TensorFlow Serving's checks and texts. */
public final class ModelConfigs {
  private static final String PLATFORM = "tensorflow";

  private ModelConfigs() {}

  /**
   * The models of a configuration, in its order.
   *
   * @throws ServingException INVALID_ARGUMENT naming the model and what is wrong with it
   */
  public static List<ServedModel> read(ModelServerConfig config) {
    if (config.hasCustomModelConfig()) {
      throw invalid("custom_model_config is not supported; use model_config_list");
    }
    List<ServedModel> models = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ModelConfig model : config.getModelConfigList().getConfigList()) {
      if (!names.add(model.getName())) {
        throw invalid("Illegal to list model %s multiple times in config list", model.getName());
      }
      checkPlatform(model);
      models.add(
          new ServedModel(
              new WatchedModel(
                  name(model), basePath(model), selection(model.getModelVersionPolicy())),
              model.getVersionLabelsMap(),
              LoggingConfigs.sampling(model)));
    }
    LoggingConfigs.requireOwnFiles(models);
    return models;
  }

  /**
   * The models of a configuration that is to replace one with models of these names.
   *
   * @throws ServingException as {@link #read}, and for a configuration without a list of models
   */
  static List<ServedModel> readReplacing(ModelServerConfig config, Set<String> replaced) {
    if (!config.hasModelConfigList()) {
      throw invalid(
          "ServerModelConfig type not supported by HandleReloadConfigRequest. Only ModelConfigList"
              + " is currently supported");
    }
    for (ModelConfig model : config.getModelConfigList().getConfigList()) {
      String platform = model.getModelPlatform();
      if (replaced.contains(model.getName()) && !platform.isEmpty() && !platform.equals(PLATFORM)) {
        throw invalid(
            "Illegal to change a model's platform. For model %s platform was %s and new platform"
                + " requested is %s",
            model.getName(), PLATFORM, platform);
      }
    }
    return read(config);
  }

  private static String name(ModelConfig model) {
    if (model.getName().isEmpty()) {
      throw invalid("The model at %s has no name", model.getBasePath());
    }
    return model.getName();
  }

  @SuppressWarnings("deprecation") // model_type is still part of the configuration
  private static void checkPlatform(ModelConfig model) {
    boolean hasType = model.getModelTypeValue() != 0;
    String platform = model.getModelPlatform();
    if (!hasType && platform.isEmpty()) {
      throw invalid(
          "Illegal setting neither ModelServerConfig::model_type (deprecated) nor"
              + " ModelServerConfig::model_platform, model name is %s",
          model.getName());
    }
    if (hasType && !platform.isEmpty()) {
      throw invalid(
          "Illegal setting both ModelServerConfig::model_type (deprecated) and"
              + " ModelServerConfig::model_platform, model name is %s",
          model.getName());
    }
    boolean isTensorFlow =
        hasType ? model.getModelType() == ModelType.TENSORFLOW : platform.equals(PLATFORM);
    if (!isTensorFlow) {
      throw invalid(
          "Model %s requests unsupported platform %s",
          model.getName(), hasType ? model.getModelType().toString() : platform);
    }
  }

  private static Path basePath(ModelConfig model) {
    String given = model.getBasePath();
    Path path;
    try {
      path = BasePath.of(given);
    } catch (ServingException e) {
      throw invalid("The base path of model %s: %s", model.getName(), e.getMessage());
    }
    if (path.isAbsolute()) {
      return path;
    }
    throw invalid(
        "Expected model %s to have an absolute path or URI; got base_path()=%s",
        model.getName(), given);
  }

  private static VersionSelection selection(ServableVersionPolicy policy) {
    return switch (policy.getPolicyChoiceCase()) {
      case ALL -> new VersionSelection.All();
      case SPECIFIC ->
          new VersionSelection.Specific(Set.copyOf(policy.getSpecific().getVersionsList()));
      case LATEST -> new VersionSelection.Latest(Math.max(1, policy.getLatest().getNumVersions()));
      case POLICYCHOICE_NOT_SET -> VersionSelection.newest();
    };
  }

  @FormatMethod
  private static ServingException invalid(String message, Object... values) {
    return new ServingException(Code.INVALID_ARGUMENT, message.formatted(values));
  }
}
