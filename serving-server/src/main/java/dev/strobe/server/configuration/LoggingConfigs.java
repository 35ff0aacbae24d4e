package dev.strobe.server.configuration;

import dev.strobe.protos.serving.LogCollectorConfig;
import dev.strobe.protos.serving.LoggingConfig;
import dev.strobe.protos.serving.ModelConfig;
import dev.strobe.protos.serving.SamplingConfig;
import dev.strobe.server.requestlog.RequestSampling;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a model's configuration that says which requests are logged. What TensorFlow Serving
 * leaves to programs built around it has one meaning here: the type is {@code file}.
 */
final class LoggingConfigs {
  private static final String TYPE = "file";

  private LoggingConfigs() {}

  /**
   * What is logged of the model; empty for nothing.
   *
   * @throws ServingException INVALID_ARGUMENT for what is not allowed or not supported
   */
  static Optional<RequestSampling> sampling(ModelConfig model) {
    if (!model.hasLoggingConfig()) {
      return Optional.empty();
    }
    LoggingConfig config = model.getLoggingConfig();
    LogCollectorConfig collector = config.getLogCollectorConfig();
    SamplingConfig sampling = config.getSamplingConfig();
    if (config.hasCustomLoggingConfig()
        || sampling.getPerTaskSamplingConfigsCount() > 0
        || sampling.getAttributes() != 0) {
      throw invalid(model, "only log_collector_config and sampling_rate are supported");
    }
    if (!collector.getType().equals(TYPE)) {
      throw invalid(model, "type must be '%s' but was '%s'".formatted(TYPE, collector.getType()));
    }
    try {
      return Optional.of(
          new RequestSampling(
              sampling.getSamplingRate(), Path.of(collector.getFilenamePrefix()).normalize()));
    } catch (IllegalArgumentException e) {
      throw invalid(model, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Sees that no two models write the same files.
   *
   * @throws ServingException INVALID_ARGUMENT naming two that do
   */
  static void requireOwnFiles(Collection<ServedModel> models) {
    Map<Path, String> owners = new HashMap<>();
    for (ServedModel model : models) {
      if (model.sampling().isPresent()) {
        String name = model.model().name();
        Path prefix = model.sampling().get().prefix();
        String other = owners.put(prefix, name);
        if (other != null) {
          throw new ServingException(
              Code.INVALID_ARGUMENT,
              "The logging_config of models %s and %s has the same filename_prefix %s"
                  .formatted(other, name, prefix));
        }
      }
    }
  }

  private static ServingException invalid(ModelConfig model, String problem) {
    return new ServingException(
        Code.INVALID_ARGUMENT,
        "The logging_config of model %s: %s".formatted(model.getName(), problem));
  }
}
