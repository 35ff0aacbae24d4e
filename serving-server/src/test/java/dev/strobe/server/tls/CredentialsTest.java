package dev.strobe.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.TestIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsTest {
  private static final Path FILE = Path.of("ssl.txt");

  @TempDir static Path temp;

  private static TestIdentity server;
  private static TestIdentity client;

  @BeforeAll
  static void create() throws Exception {
    server = TestIdentity.create(temp, "server");
    client = TestIdentity.create(temp, "client");
  }

  @Test
  void clientsAreAskedForWhereTheConfigVerifiesThem() {
    assertThat(Credentials.parse(FILE, server.sslConfig()).clientRoots()).isEmpty();
    Credentials mutual = Credentials.parse(FILE, server.sslConfig(client));
    assertThat(mutual.certificates()).hasSize(1);
    assertThat(mutual.clientRoots())
        .singleElement()
        .extracting(root -> root.getSubjectX500Principal().getName())
        .isEqualTo("CN=client");
  }

  @Test
  void everyMistakeIsNamedInOneLine() {
    refused("server_key 1", "Invalid protobuf file: 'ssl.txt'. Error parsing text-format");
    refused(
        "server_keys: 'x'",
        "Invalid protobuf file: 'ssl.txt'. Error parsing text-format tensorflow.serving.SSLConfig:"
            + " 1:1: Input contains unknown fields and/or extensions: 1:1:"
            + " tensorflow.serving.SSLConfig.server_keys");
    refused("", "SSL config file 'ssl.txt': server_key must be a PKCS#8 key in PEM");
    refused(
        "server_key: '-----BEGIN PRIVATE KEY-----\\nAA\\n-----END PRIVATE KEY-----\\n'",
        "SSL config file 'ssl.txt': server_key cannot be read");
    refused(
        server.sslConfig().replaceAll("server_cert.*", ""),
        "SSL config file 'ssl.txt': server_cert must hold a certificate in PEM");
    refused(
        new TestIdentity(server.key(), client.certificate()).sslConfig(),
        "SSL config file 'ssl.txt': server_key is not the key of server_cert");
    refused(
        server.sslConfig() + " client_verify: true",
        "SSL config file 'ssl.txt': custom_ca must hold a certificate in PEM");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> Credentials.parse(FILE, text))
        .hasMessageStartingWith(message)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n", "\t"));
  }
}
