package dev.strobe.server.tls;

import io.netty.handler.ssl.OpenSslCertificateException;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the certificates of clients as another does, and says so where it is their issuer that is
 * not known: BoringSSL would tell the client of an internal error of the server.
 */
final class ClientTrust extends X509ExtendedTrustManager {
  /** X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, which becomes TLS's alert unknown_ca. */
  private static final int UNKNOWN_ISSUER = 20;

  private final X509ExtendedTrustManager judge;

  ClientTrust(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private static void tell(Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      if (isOfUnknownIssuer(e)) {
        throw new OpenSslCertificateException(e.getMessage(), e, UNKNOWN_ISSUER);
      }
      throw e;
    }
  }

  private static boolean isOfUnknownIssuer(CertificateException failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof CertPathBuilderException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    tell(() -> judge.checkClientTrusted(chain, kind, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    tell(() -> judge.checkClientTrusted(chain, kind, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    tell(() -> judge.checkClientTrusted(chain, kind));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    judge.checkServerTrusted(chain, kind, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    judge.checkServerTrusted(chain, kind, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    judge.checkServerTrusted(chain, kind);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
