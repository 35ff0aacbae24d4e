package dev.strobe.server;

import dev.strobe.server.rest.RestConfig;
import picocli.CommandLine;

/** A server of this process, made from a command line, at any free ports. */
public final class FlaggedServer {

  private FlaggedServer() {}

  /** Starts what the command line would, but for the ports. */
  public static ModelServer start(String... flags) {
    var parsed = new ServerFlags();
    var commandLine = new CommandLine(parsed);
    UnusedFlags.addTo(commandLine.getCommandSpec());
    commandLine.parseArgs(flags);
    ServerConfig config = parsed.toConfig();
    InterfacesConfig interfaces = config.interfaces();
    RestConfig rest = interfaces.rest().orElseGet(RestConfig::defaults).withPort(0);
    return ModelServer.start(
        config.withInterfaces(interfaces.withGrpc(interfaces.grpc().withPort(0)).withRest(rest)));
  }
}
