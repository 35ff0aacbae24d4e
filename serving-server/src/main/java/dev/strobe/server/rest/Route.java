package dev.strobe.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request line asks for. Paths are matched without regard to case, as TensorFlow Serving
 * does, but the verb behind the colon then counts as it was written.
 *
 * @param model by name, and by version or label if the path has one; without a name for the list
 */
record Route(Action action, ModelRef model) {
  private static final String MODEL = "(?:/([^/:]+))";
  private static final String VERSION_OR_LABEL = "(?:/versions/(\\d+)|/labels/([^/:]+))?";
  private static final Pattern INFERENCE =
      Pattern.compile(
          "/v1/models" + MODEL + VERSION_OR_LABEL + ":(classify|regress|predict)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "/v1/models" + MODEL + "?" + VERSION_OR_LABEL + "(?:/(metadata))?",
          Pattern.CASE_INSENSITIVE);

  /** What is wanted of the model. */
  enum Action {
    PREDICT("predict"),
    CLASSIFY("classify"),
    REGRESS("regress"),
    LIST(""),
    STATUS(""),
    METADATA("");

    private final String api;

    Action(String api) {
      this.api = api;
    }

    /** The word behind the colon; empty where nothing is run. */
    String api() {
      return api;
    }
  }

  /** True for paths that this interface answers at all. */
  static boolean covers(String path) {
    return path.regionMatches(true, 0, "/v1/", 0, 4);
  }

  /**
   * The route of a path that is covered.
   *
   * @param path without the query, not decoded
   * @throws ServingException INVALID_ARGUMENT for all that is not part of the interface
   */
  static Route of(String method, String path) {
    if (method.equals("POST")) {
      Matcher match = INFERENCE.matcher(path);
      if (match.matches() && match.group(4).equals(match.group(4).toLowerCase(Locale.ROOT))) {
        return new Route(
            Action.valueOf(match.group(4).toUpperCase(Locale.ROOT)),
            model(match.group(1), match.group(2), match.group(3)));
      }
    } else if (method.equals("GET")) {
      Matcher match = DESCRIPTION.matcher(path);
      if (match.matches()) {
        return description(match);
      }
    }
    throw invalid("Malformed request: " + method + " " + path);
  }

  private static Route description(Matcher match) {
    boolean named = match.group(1) != null;
    boolean bare = match.group(2) == null && match.group(3) == null && match.group(4) == null;
    if (!named && bare) {
      return new Route(Action.LIST, ModelRef.latest(""));
    }
    if (!named) {
      throw nameless();
    }
    boolean metadata = "metadata".equals(match.group(4));
    return new Route(
        metadata ? Action.METADATA : Action.STATUS,
        model(match.group(1), match.group(2), match.group(3)));
  }

  /** What is said of a path that names no model where it should. */
  static ServingException nameless() {
    return invalid("Missing model name in request.");
  }

  private static ModelRef model(String name, @Nullable String version, @Nullable String label) {
    String decoded = decoded(name);
    if (label != null) {
      return ModelRef.label(decoded, decoded(label));
    }
    if (version == null) {
      return ModelRef.latest(decoded);
    }
    try {
      return ModelRef.version(decoded, Long.parseLong(version));
    } catch (NumberFormatException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT, "Failed to convert version: " + version + " to numeric.", e);
    }
  }

  /** Resolves {@code %41}; what only looks like an escape stays. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(UTF_8);
    var out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      out.write(value < 0 ? bytes[i] : value);
      i += value < 0 ? 0 : 2;
    }
    return out.toString(UTF_8);
  }

  private static int hex(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first << 4 | second;
  }

  private static ServingException invalid(String message) {
    return new ServingException(Code.INVALID_ARGUMENT, message);
  }
}
