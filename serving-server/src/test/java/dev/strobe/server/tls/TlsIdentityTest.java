package dev.strobe.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.RecordedLog;
import dev.strobe.server.TestIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsIdentityTest {
  private final ScheduledExecutorService never = Executors.newSingleThreadScheduledExecutor();

  @TempDir Path temp;

  @AfterEach
  void stop() {
    never.shutdownNow();
  }

  @Test
  void fileThatCannotBeUsedIsToldOnceUntilItCan() throws Exception {
    Path file = temp.resolve("ssl.txt");
    TestIdentity first = TestIdentity.create(temp, "first");
    TestIdentity second = TestIdentity.create(temp, "second");
    Files.writeString(file, first.sslConfig());
    TlsIdentity identity =
        TlsIdentity.follow(TlsConfig.of(file).withPollInterval(Duration.ofDays(1)), never);
    try (var log = RecordedLog.of(TlsIdentity.class)) {
      Files.delete(file);
      identity.look();
      identity.look();
      String gone =
          "Kept the certificates: Cannot read the SSL config file '" + file + "': no such";
      assertThat(log.lines()).singleElement().asString().startsWith(gone);
      Files.writeString(file, second.sslConfig());
      identity.look();
      Files.delete(file);
      identity.look();
      assertThat(log.lines())
          .hasSize(3)
          .element(1)
          .isEqualTo("Took the changed SSL config file '" + file + "'");
    }
  }
}
