package dev.strobe.client;

import io.grpc.NameResolverRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model server, or a group of equal ones, is found.
 *
 * @param target a gRPC target, such as {@code dns:///models.internal:8500}. Every address that the
 *     target's name resolves to is taken for a replica.
 */
public record Endpoint(String target) {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?<host>\\[[0-9a-fA-F:.%]+]|[^:/\\s\\[\\]]+):(?<port>[0-9]{1,5})");
  private static final Pattern SCHEME = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):.*");
  private static final String ALLOWED = "host:port or a gRPC target such as dns:///host:port";

  public Endpoint {
    Objects.requireNonNull(target, "target");
  }

  /**
   * Reads {@code host:port} ({@code [::1]:8500} for IPv6), which is looked up by DNS, or a gRPC
   * target with a scheme that is on the class path ({@code dns}, {@code unix}, {@code xds}, ...).
   *
   * @throws IllegalArgumentException with one line saying what is wrong
   */
  public static Endpoint of(String text) {
    Matcher address = HOST_AND_PORT.matcher(text);
    if (address.matches()) {
      checkPort(text, address.group("port"));
      return new Endpoint("dns:///" + text);
    }
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches() || !text.contains("/")) {
      throw invalid(text, "is not " + ALLOWED);
    }
    checkTarget(text, scheme.group("scheme").toLowerCase(Locale.ROOT));
    return new Endpoint(text);
  }

  private static void checkTarget(String text, String scheme) {
    if (NameResolverRegistry.getDefaultRegistry().getProviderForScheme(scheme) == null) {
      throw invalid(text, "has the scheme '" + scheme + "', which nothing here resolves");
    }
    String path;
    try {
      path = Objects.requireNonNullElse(new URI(text).getPath(), "");
    } catch (URISyntaxException e) {
      throw invalid(text, "is no URI: " + e.getReason());
    }
    if (scheme.equals("dns")) {
      Matcher address = HOST_AND_PORT.matcher(path.startsWith("/") ? path.substring(1) : path);
      if (!address.matches()) {
        throw invalid(text, "names no host and port; " + ALLOWED + " does");
      }
      checkPort(text, address.group("port"));
    }
  }

  private static void checkPort(String text, String port) {
    int number = Integer.parseInt(port);
    if (number < 1 || number > 65535) {
      throw invalid(text, "has port " + number + ", which is not in [1, 65535]");
    }
  }

  private static IllegalArgumentException invalid(String text, String what) {
    return new IllegalArgumentException("endpoint '" + text + "' " + what);
  }

  @Override
  public String toString() {
    return target;
  }
}
