package dev.strobe.server.tls;

import dev.strobe.protos.serving.SSLConfig;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.textproto.TextProtoFile;
import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of an SSLConfig file.
 *
 * @param certificates the server's own first, then those that lead to its root
 * @param clientRoots who may have signed a client's certificate; empty if none is asked for
 */
record Credentials(
    PrivateKey key, List<X509Certificate> certificates, List<X509Certificate> clientRoots) {

  /**
   * Reads an SSLConfig in text format.
   *
   * @throws ServingException INVALID_ARGUMENT naming the file and the field that is wrong
   */
  static Credentials parse(Path file, String text) {
    SSLConfig config = TextProtoFile.parse(file, text, SSLConfig.newBuilder()).build();
    PrivateKey key = key(file, config.getServerKey());
    List<X509Certificate> certificates = certificates(file, "server_cert", config.getServerCert());
    requirePair(file, key, certificates.get(0));
    List<X509Certificate> roots =
        config.getClientVerify()
            ? certificates(file, "custom_ca", config.getCustomCa())
            : List.of();
    return new Credentials(key, certificates, roots);
  }

  private static PrivateKey key(Path file, String pem) {
    if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
      throw invalid(
          file,
          "server_key must be a PKCS#8 key in PEM (BEGIN PRIVATE KEY), which 'openssl pkcs8 -topk8"
              + " -nocrypt' makes of others",
          null);
    }
    try {
      return CertificateUtils.getPrivateKey(stream(pem));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw invalid(file, "server_key cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> certificates(Path file, String field, String pem) {
    List<X509Certificate> certificates;
    try {
      certificates = List.of(CertificateUtils.getX509Certificates(stream(pem)));
    } catch (CertificateException e) {
      throw invalid(file, field + " cannot be read: " + e.getMessage(), e);
    }
    if (certificates.isEmpty()) {
      throw invalid(file, field + " must hold a certificate in PEM (BEGIN CERTIFICATE)", null);
    }
    return certificates;
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static void requirePair(Path file, PrivateKey key, X509Certificate certificate) {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] message = {1, 2, 3};
    boolean pair;
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(message);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(message);
      pair = verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw invalid(file, "server_key and server_cert are of different kinds", e);
    }
    if (!pair) {
      throw invalid(file, "server_key is not the key of server_cert", null);
    }
  }

  private static ServingException invalid(Path file, String problem, @Nullable Throwable cause) {
    return new ServingException(
        Code.INVALID_ARGUMENT, "SSL config file '%s': %s".formatted(file, problem), cause);
  }
}
