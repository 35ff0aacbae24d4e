package dev.strobe.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChannelArgumentsTest {

  @Test
  void namesThatMeanNothingHereAreKeptApart() {
    ChannelArguments arguments =
        ChannelArguments.parse(
            "grpc.max_connection_age_ms=5000, grpc.so_reuseport=0,,grpc.lb_policy_name=x");
    assertThat(arguments.values()).isEqualTo(Map.of("grpc.max_connection_age_ms", 5000L));
    assertThat(arguments.unknown()).containsExactly("grpc.so_reuseport", "grpc.lb_policy_name");
    assertThat(ChannelArguments.parse("")).isEqualTo(ChannelArguments.none());
  }

  @Test
  void knownNamesNeedNumbers() {
    assertThatThrownBy(() -> ChannelArguments.parse("grpc.keepalive_time_ms=soon"))
        .hasMessage(
            "--grpc_channel_arguments: grpc.keepalive_time_ms must be an integer but was 'soon'");
    assertThatThrownBy(() -> ChannelArguments.parse("grpc.keepalive_time_ms"))
        .hasMessage(
            "--grpc_channel_arguments: grpc.keepalive_time_ms must be an integer but was ''");
  }

  @Test
  void estimateRisesAtOnceAndForgetsSlowly() {
    var estimate = new SizeEstimate(100, 10);
    estimate.observe(1000);
    assertThat(estimate.bytes()).isEqualTo(1000);
    estimate.observe(200);
    assertThat(estimate.bytes()).isEqualTo(900);
    for (int i = 0; i < 100; i++) {
      estimate.observe(1);
    }
    assertThat(estimate.bytes()).isEqualTo(10);
  }
}
