package dev.strobe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:8500, dns:///localhost:8500",
    "10.0.0.1:1, dns:///10.0.0.1:1",
    "[::1]:65535, dns:///[::1]:65535",
    "dns:///models.internal:8500, dns:///models.internal:8500",
    "dns://8.8.8.8/models.internal:8500, dns://8.8.8.8/models.internal:8500",
  })
  void readsAddressesAndTargets(String text, String target) {
    assertThat(Endpoint.of(text)).isEqualTo(new Endpoint(target)).hasToString(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "localhost", "localhost:", ":8500", "host:port", "a b:1", "::1:8500"})
  void refusesWhatIsNeitherAddressNorTarget(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of(text))
        .withMessage(
            "endpoint '" + text + "' is not host:port or a gRPC target such as dns:///host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:0", "localhost:65536", "dns:///localhost:99999"})
  void refusesPortsThatDoNotExist(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of(text))
        .withMessageContaining("which is not in [1, 65535]");
  }

  @Test
  void refusesSchemesNothingResolves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of("http://localhost:8501"))
        .withMessage(
            "endpoint 'http://localhost:8501' has the scheme 'http', which nothing here resolves");
  }

  @Test
  void refusesDnsTargetsWithoutPort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of("dns:///localhost"))
        .withMessage(
            "endpoint 'dns:///localhost' names no host and port;"
                + " host:port or a gRPC target such as dns:///host:port does");
  }
}
