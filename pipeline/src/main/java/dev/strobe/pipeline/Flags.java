package dev.strobe.pipeline;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Reads the command line; what Beam says of a wrong flag becomes one line that names it. */
final class Flags {

  private Flags() {}

  /**
   * Parses all flags, ours and the runner's.
   *
   * @throws UsageException naming the flag that makes no sense, its value and what is allowed
   */
  static CountOptions parse(String... args) throws UsageException {
    for (String arg : args) {
      check(arg);
    }
    try {
      return PipelineOptionsFactory.fromArgs(args).withValidation().as(CountOptions.class);
    } catch (IllegalArgumentException e) {
      throw new UsageException(firstLine(e), e);
    }
  }

  private static void check(String arg) throws UsageException {
    if (!arg.startsWith("--")) {
      throw new UsageException(
          "'%s' is not a flag: flags look like --name=value; see --help".formatted(arg));
    }
    try {
      PipelineOptionsFactory.fromArgs(arg).as(CountOptions.class);
    } catch (IllegalArgumentException e) {
      throw new UsageException(explain(arg.substring(2), e), e);
    }
  }

  private static String explain(String flag, IllegalArgumentException e) {
    String name = flag.contains("=") ? flag.substring(0, flag.indexOf('=')) : flag;
    String value = flag.contains("=") ? flag.substring(flag.indexOf('=') + 1) : "";
    if (String.valueOf(e.getMessage()).contains("missing a property")) {
      return "there is no flag --%s; --help lists them all".formatted(name);
    }
    @Nullable String allowed = allowed(name);
    return allowed == null
        ? "--%s: %s".formatted(name, firstLine(e))
        : "--%s must be %s but was '%s'".formatted(name, allowed, value);
  }

  private static @Nullable String allowed(String name) {
    return Arrays.stream(CountOptions.class.getDeclaredMethods())
        .filter(method -> method.getName().equalsIgnoreCase("get" + name))
        .map(Flags::allowedBy)
        .findFirst()
        .orElse(null);
  }

  private static String allowedBy(Method getter) {
    Type type = getter.getGenericReturnType();
    if (type == int.class) {
      return "a whole number";
    } else if (type == Double.class) {
      return "a number";
    } else if (type == boolean.class) {
      return "true or false";
    } else if (List.class.isAssignableFrom(getter.getReturnType())) {
      return "whole numbers separated by commas";
    }
    return "a value of another form";
  }

  private static String firstLine(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
