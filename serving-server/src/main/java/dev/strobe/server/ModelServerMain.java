package dev.strobe.server;

import com.google.errorprone.annotations.FormatMethod;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.status.ServingException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.tensorflow.TensorFlow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TraceLevel;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The model server on the command line, with TensorFlow Serving's flags. It runs until it is told
 * to stop by a signal, then drains and ends with 0. A flag or value that is not allowed ends it
 * with 2, a failed start with 1, each after one line on stderr.
 *
 * <p>As with TensorFlow Serving a flag that it does not know is named on stderr, and the server
 * starts nevertheless, unless it is told to be strict.
 */
@Command(
    name = "model-server",
    description = "Serves SavedModels over gRPC and REST.",
    versionProvider = ModelServerMain.Versions.class)
public final class ModelServerMain implements Callable<Integer> {
  private static final String LOG_MANAGER_PROPERTY = "java.util.logging.manager";
  private static final String LOG_FORMAT_PROPERTY = "java.util.logging.SimpleFormatter.format";
  private static final String LOG_FORMAT = "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n";

  /** Netty takes a stack trace of every 128th buffer to find leaks, a tenth of a small call. */
  private static final String LEAK_DETECTION_PROPERTY = "io.netty.leakDetection.level";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(
      names = "--version",
      arity = "0..1",
      fallbackValue = "true",
      description = "Print the versions of the server and of TensorFlow.")
  private boolean versionAsked;

  @Option(
      names = "--reject_unknown_flags",
      arity = "0..1",
      fallbackValue = "true",
      description = "Ours: do not start with a flag that is not known.")
  private boolean unknownFlagsRefused;

  @Mixin private ServerFlags flags = new ServerFlags();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field annotated with @Spec
  private ModelServerMain() {}

  /** Runs the server and ends the process with its exit code. */
  public static void main(String[] args) {
    setUnlessSet(LOG_MANAGER_PROPERTY, LastingLogs.class.getName());
    setUnlessSet(LOG_FORMAT_PROPERTY, LOG_FORMAT);
    setUnlessSet(LEAK_DETECTION_PROPERTY, "disabled");
    System.exit(run(new PrintWriter(System.err, true, Charset.defaultCharset()), args));
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Runs the server and returns its exit code. */
  static int run(PrintWriter err, String... args) {
    return commandLine().setErr(err).execute(args);
  }

  private static CommandLine commandLine() {
    var commandLine = new CommandLine(new ModelServerMain());
    UnusedFlags.addTo(commandLine.getCommandSpec());
    // An image's entry point names defaults first and what its user adds last: the last counts.
    commandLine.setOverwrittenOptionsAllowed(true);
    commandLine.setUnmatchedArgumentsAllowed(true);
    CommandLine.tracer().setLevel(TraceLevel.OFF);
    commandLine.setParameterExceptionHandler(
        (failure, args) -> {
          failure.getCommandLine().getErr().println(failure.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (!(failure instanceof ServingException known)) {
            throw failure;
          }
          command
              .getErr()
              .println(
                  "Failed to start server. Error: " + known.code() + ": " + known.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
    return commandLine;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (versionAsked) {
      spec.commandLine().printVersionHelp(spec.commandLine().getOut());
      return CommandLine.ExitCode.OK;
    }
    warn();
    ServerConfig config = flags.toConfig();
    GrpcConfig grpc = config.interfaces().grpc();
    grpc.arguments()
        .unknown()
        .forEach(name -> say("Warning: --grpc_channel_arguments: %s changes nothing here", name));
    ModelServer server = ModelServer.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, config), "strobe-stop"));
    server.port().ifPresent(port -> announce("gRPC ModelServer at 0.0.0.0:" + port));
    grpc.socket().ifPresent(path -> announce("gRPC ModelServer at UNIX socket " + path));
    server.restPort().ifPresent(port -> announce("HTTP/REST API at 0.0.0.0:" + port));
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }

  /** Says of each flag that changes nothing that it does not. */
  private void warn() {
    List<String> unknown = spec.commandLine().getUnmatchedArguments();
    if (unknownFlagsRefused && !unknown.isEmpty()) {
      throw new UnmatchedArgumentException(spec.commandLine(), unknown);
    }
    unknown.forEach(argument -> say("unknown argument: %s", argument));
    try {
      UnusedFlags.warnings(spec.commandLine().getParseResult())
          .forEach(warning -> say("%s", warning));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  @FormatMethod
  private void say(String format, Object... values) {
    spec.commandLine().getErr().println(format.formatted(values));
  }

  private void announce(String what) {
    say("Running %s ...", what);
  }

  /** The process was told to end: that it does so in good order is a success, so it ends with 0. */
  private void stop(ModelServer server, ServerConfig config) {
    say(
        "Stopping, waiting up to %d s for calls in flight ...",
        config.interfaces().drainPatience().toSeconds());
    server.close();
    Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
  }

  /** What {@code --version} prints. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String own = ModelServerMain.class.getPackage().getImplementationVersion();
      return new String[] {
        "TensorFlow ModelServer: strobe " + (own == null ? "development" : own),
        "TensorFlow Library: " + TensorFlow.version()
      };
    }
  }
}
