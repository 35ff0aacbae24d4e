package dev.strobe.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.TestIdentity;
import io.grpc.util.CertificateUtils;
import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.internal.tcnative.CertificateVerifier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientTrustTest {
  @TempDir Path temp;

  @Test
  void clientOfAnUnknownIssuerIsToldSo() throws Exception {
    X509Certificate[] known = certificates(TestIdentity.create(temp, "known"));
    X509Certificate[] unknown = certificates(TestIdentity.create(temp, "unknown"));
    var trust = new ClientTrust(platform(known[0]));
    assertThatCode(() -> trust.checkClientTrusted(known, "EC")).doesNotThrowAnyException();
    assertThatThrownBy(() -> trust.checkClientTrusted(unknown, "EC"))
        .isInstanceOfSatisfying(
            OpenSslCertificateException.class,
            failure ->
                assertThat(failure.errorCode())
                    .isEqualTo(CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY));
  }

  private static X509Certificate[] certificates(TestIdentity identity) throws Exception {
    return CertificateUtils.getX509Certificates(
        new ByteArrayInputStream(identity.certificate().getBytes(StandardCharsets.US_ASCII)));
  }

  private static X509ExtendedTrustManager platform(X509Certificate root) throws Exception {
    KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    roots.setCertificateEntry("root", root);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(roots);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }
}
