package dev.strobe.server.grpc;

import static java.util.Map.entry;

import io.grpc.netty.NettyServerBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Settings of gRPC's connections by the names that gRPC's C core has for them, as far as they mean
 * something here. A time of 2147483647 or more, and a negative one, stand for never.
 *
 * @param values by name, of those that are known
 * @param unknown the names of the others
 */
public record ChannelArguments(Map<String, Long> values, List<String> unknown) {
  private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;
  private static final long NEVER_MILLIS = TimeUnit.DAYS.toMillis(1000L * 365);

  private static final Map<String, Setting> SETTINGS =
      Map.ofEntries(
          entry("grpc.max_concurrent_streams", (to, n) -> to.maxConcurrentCallsPerConnection(n(n))),
          entry("grpc.max_receive_message_length", (to, n) -> to.maxInboundMessageSize(size(n))),
          entry("grpc.max_metadata_size", (to, n) -> to.maxInboundMetadataSize(n(n))),
          entry("grpc.keepalive_time_ms", (to, n) -> to.keepAliveTime(time(n), MILLIS)),
          entry("grpc.keepalive_timeout_ms", (to, n) -> to.keepAliveTimeout(time(n), MILLIS)),
          entry(
              "grpc.keepalive_permit_without_calls",
              (to, n) -> to.permitKeepAliveWithoutCalls(n != 0)),
          entry(
              "grpc.http2.min_recv_ping_interval_without_data_ms",
              (to, n) -> to.permitKeepAliveTime(Math.max(0, n), MILLIS)),
          entry(
              "grpc.http2.min_ping_interval_without_data_ms",
              (to, n) -> to.permitKeepAliveTime(Math.max(0, n), MILLIS)),
          entry("grpc.max_connection_idle_ms", (to, n) -> to.maxConnectionIdle(time(n), MILLIS)),
          entry("grpc.max_connection_age_ms", (to, n) -> to.maxConnectionAge(time(n), MILLIS)),
          entry(
              "grpc.max_connection_age_grace_ms",
              (to, n) -> to.maxConnectionAgeGrace(time(n), MILLIS)));

  /** How a number is applied. */
  @FunctionalInterface
  private interface Setting {
    NettyServerBuilder apply(NettyServerBuilder to, long number);
  }

  public ChannelArguments {
    values = Map.copyOf(values);
    unknown = List.copyOf(unknown);
  }

  /** Nothing set. */
  public static ChannelArguments none() {
    return new ChannelArguments(Map.of(), List.of());
  }

  /**
   * Reads {@code name=value,name=value}.
   *
   * @throws IllegalArgumentException for a value of a known name that is no integer
   */
  public static ChannelArguments parse(String text) {
    Map<String, Long> values = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String argument : text.split(",", -1)) {
      if (argument.isBlank()) {
        continue;
      }
      int equals = argument.indexOf('=');
      String name = (equals < 0 ? argument : argument.substring(0, equals)).strip();
      if (SETTINGS.containsKey(name)) {
        values.put(name, number(name, equals < 0 ? "" : argument.substring(equals + 1).strip()));
      } else {
        unknown.add(name);
      }
    }
    return new ChannelArguments(values, unknown);
  }

  private static long number(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--grpc_channel_arguments: %s must be an integer but was '%s'".formatted(name, value), e);
    }
  }

  void applyTo(NettyServerBuilder builder) {
    values.forEach(
        (name, value) -> {
          NettyServerBuilder unused = setting(name).apply(builder, value);
        });
  }

  private static Setting setting(String name) {
    return Objects.requireNonNull(SETTINGS.get(name));
  }

  private static int n(long number) {
    return (int) Math.min(Math.max(1, number), Integer.MAX_VALUE);
  }

  private static int size(long number) {
    return number < 0 ? Integer.MAX_VALUE : n(number);
  }

  private static long time(long millis) {
    return millis < 0 || millis >= Integer.MAX_VALUE ? NEVER_MILLIS : Math.max(1, millis);
  }
}
