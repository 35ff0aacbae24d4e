package dev.strobe.server;

import dev.strobe.server.status.ServingException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line's flags, by TensorFlow Serving's names and with its defaults; those of our own
 * are named as such.
 */
final class ServerFlags {

  @Mixin private ModelFlags models = new ModelFlags();

  @Mixin private LoadingFlags loading = new LoadingFlags();

  @Mixin private RunFlags runs = new RunFlags();

  @Mixin private InterfaceFlags interfaces = new InterfaceFlags();

  @Mixin private RequestLogFlags requestLog = new RequestLogFlags();

  @Mixin private ObservabilityFlags observability = new ObservabilityFlags();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field annotated with @Spec
  ServerFlags() {}

  /**
   * What the flags say.
   *
   * @throws ParameterException for a value that is not allowed
   * @throws ServingException for a configuration file that is not
   */
  ServerConfig toConfig() {
    try {
      return new ServerConfig(
          models.models(),
          models.reload(),
          loading.config(),
          runs.config(),
          interfaces.config(),
          requestLog.config(),
          observability.config(System.getenv()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
