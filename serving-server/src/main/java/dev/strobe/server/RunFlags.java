package dev.strobe.server;

import dev.strobe.server.execution.ExecutionConfig;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.status.ServingException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line's flags about how models run. */
final class RunFlags {

  @Option(
      names = "--grpc_max_threads",
      defaultValue = "0",
      description = "Threads that run each model, of calls that take long; 0 for one a core.")
  private int threads;

  @Option(
      names = "--enable_signature_method_name_check",
      arity = "0..1",
      fallbackValue = "true",
      description = "Refuse signatures that were exported for another method.")
  private boolean methodNameCheck;

  @Mixin private SessionFlags session = new SessionFlags();

  @Mixin private BatchingFlags batching = new BatchingFlags();

  /**
   * What the flags say.
   *
   * @throws IllegalArgumentException for a value that is not allowed
   * @throws ServingException for a file that cannot be read, or batching that is not allowed
   */
  RunConfig config() {
    ExecutionConfig usual = ExecutionConfig.defaults();
    return new RunConfig(
        session.config(),
        usual.withThreads(FlagCount.of("--grpc_max_threads", threads, usual.threads())),
        batching.settings(),
        methodNameCheck ? MethodNames.CHECKED : MethodNames.IGNORED);
  }
}
