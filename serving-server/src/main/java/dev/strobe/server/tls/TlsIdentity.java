package dev.strobe.server.tls;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.textproto.TextProtoFile;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key and certificates that a server shows, and the roots of those it asks clients for. When
 * the file they came from changes, new connections meet the new ones; a file that cannot be used
 * leaves the old ones and says so. Whether clients are asked at all stays as it was at the start.
 */
public final class TlsIdentity {
  private static final Logger log = LoggerFactory.getLogger(TlsIdentity.class);
  private static final String WHAT = "SSL config";

  private final Path file;
  private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
  private final Optional<AdvancedTlsX509TrustManager> clients;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private String text;

  @GuardedBy("lock")
  private String lastProblem = "";

  private TlsIdentity(Path file, String text, Optional<AdvancedTlsX509TrustManager> clients) {
    this.file = file;
    this.text = text;
    this.clients = clients;
  }

  /**
   * Reads the file, and again whenever it changes.
   *
   * @param scheduler for the looks, until it is shut down
   * @throws ServingException NOT_FOUND if it cannot be read, INVALID_ARGUMENT naming what is wrong
   *     in it
   */
  public static TlsIdentity follow(TlsConfig config, ScheduledExecutorService scheduler) {
    String text = TextProtoFile.text(config.file(), WHAT);
    Credentials credentials = Credentials.parse(config.file(), text);
    var identity = new TlsIdentity(config.file(), text, trust(credentials));
    identity.take(credentials);
    long nanos = config.pollInterval().toNanos();
    Future<?> unused =
        scheduler.scheduleWithFixedDelay(identity::look, nanos, nanos, TimeUnit.NANOSECONDS);
    return identity;
  }

  private static Optional<AdvancedTlsX509TrustManager> trust(Credentials credentials) {
    if (credentials.clientRoots().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          AdvancedTlsX509TrustManager.newBuilder()
              .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
              .build());
    } catch (GeneralSecurityException e) {
      throw new ServingException(Code.INTERNAL, "The platform verifies no certificates", e);
    }
  }

  private void take(Credentials credentials) {
    try {
      keys.updateIdentityCredentials(
          credentials.certificates().toArray(X509Certificate[]::new), credentials.key());
      if (clients.isPresent() && !credentials.clientRoots().isEmpty()) {
        clients
            .get()
            .updateTrustCredentials(credentials.clientRoots().toArray(X509Certificate[]::new));
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT, "SSL config file '%s': %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Takes the file's content if it is not the one seen last; tells a problem once. */
  void look() {
    synchronized (lock) {
      try {
        String now = TextProtoFile.text(file, WHAT);
        if (!now.equals(text)) {
          text = now;
          take(Credentials.parse(file, now));
          log.info("Took the changed SSL config file '{}'", file);
          lastProblem = "";
        }
      } catch (ServingException e) {
        if (!e.getMessage().equals(lastProblem)) {
          lastProblem = e.getMessage();
          log.warn("Kept the certificates: {}", e.getMessage());
        }
      }
    }
  }

  /** Shows the newest key and certificates. */
  public X509ExtendedKeyManager keyManager() {
    return keys;
  }

  /** Judges the certificates of clients; empty if they need none. */
  public Optional<X509ExtendedTrustManager> clientTrust() {
    return clients.map(ClientTrust::new);
  }
}
