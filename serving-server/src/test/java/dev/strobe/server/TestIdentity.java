package dev.strobe.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A key and its self-signed certificate for {@code localhost}, made for one test, in PEM.
 *
 * @param key in PKCS#8
 */
public record TestIdentity(String key, String certificate) {
  private static final char[] PASSWORD = "password".toCharArray();

  /** A new one. */
  public static TestIdentity create(Path directory, String name) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    return read(store, name);
  }

  private static TestIdentity read(Path store, String name)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new TestIdentity(
        pem("PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded()),
        pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
  }

  private static String pem(String kind, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind);
  }

  /** An SSLConfig in text format that shows it, and asks clients for nothing. */
  public String sslConfig() {
    return "server_key: \"%s\" server_cert: \"%s\"".formatted(escaped(key), escaped(certificate));
  }

  /** An SSLConfig in text format that shows it, and asks for clients whom {@code root} signed. */
  public String sslConfig(TestIdentity root) {
    return sslConfig()
        + " custom_ca: \"%s\" client_verify: true".formatted(escaped(root.certificate()));
  }

  private static String escaped(String pem) {
    return pem.replace("\n", "\\n");
  }
}
