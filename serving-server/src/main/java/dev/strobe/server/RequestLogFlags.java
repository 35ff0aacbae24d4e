package dev.strobe.server;

import dev.strobe.server.requestlog.RequestLogConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The command line's flags about logging requests; which requests, each model says itself. */
final class RequestLogFlags {

  @Option(
      names = "--enable_request_logging",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Ours: log requests as a model's logging_config says; without, refuse such models.")
  private boolean enabled;

  @Option(
      names = "--request_log_max_record_bytes",
      defaultValue = "8388608",
      description = "Ours: requests whose tensors take more are not logged.")
  private long maxRecordBytes;

  @Option(
      names = "--request_log_max_waiting_bytes",
      defaultValue = "67108864",
      description = "Ours: memory for requests that wait to be written; more are dropped.")
  private long maxWaitingBytes;

  @Option(
      names = "--request_log_max_file_bytes",
      defaultValue = "134217728",
      description = "Ours: a file of requests is followed by another before it is larger.")
  private long maxFileBytes;

  @Option(
      names = "--request_log_max_files",
      defaultValue = "10",
      description = "Ours: how many files are kept of each model.")
  private int maxFiles;

  /** What the flags say; empty for no logging. */
  Optional<RequestLogConfig> config() {
    return enabled
        ? Optional.of(new RequestLogConfig(maxRecordBytes, maxWaitingBytes, maxFileBytes, maxFiles))
        : Optional.empty();
  }
}
