package dev.strobe.server.survival;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * HTTP/1.1 over a socket that takes any bytes for a request, right or wrong. A connection that the
 * server closes is opened again for the next request. For one thread.
 */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final int port;
  private Socket socket;
  private InputStream in;

  RawHttp(int port) throws IOException {
    this.port = port;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** The status that the server answers with, or 0 if it closes the connection instead. */
  int send(String requestLine, String headers, byte[] body) throws IOException {
    var request = new ByteArrayOutputStream();
    String head =
        "%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(requestLine, body.length, headers);
    request.writeBytes(head.getBytes(ISO_8859_1));
    request.writeBytes(body);
    try {
      socket.getOutputStream().write(request.toByteArray());
      return readAnswer();
    } catch (EOFException | java.net.SocketException e) {
      reconnect();
      return 0;
    }
  }

  private int readAnswer() throws IOException {
    String statusLine = readLine();
    int status = Integer.parseInt(statusLine.substring(9, 12));
    int length = 0;
    boolean closes = false;
    boolean chunked = false;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      closes |= header.equals("connection: close");
      chunked |= header.equals("transfer-encoding: chunked");
    }
    if (chunked) {
      readChunks();
    } else {
      in.readNBytes(length);
    }
    if (closes) {
      reconnect();
    }
    return status;
  }

  private void readChunks() throws IOException {
    int size = Integer.parseInt(readLine(), 16);
    while (size > 0) {
      in.readNBytes(size);
      readLine();
      size = Integer.parseInt(readLine(), 16);
    }
    readLine();
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private void reconnect() throws IOException {
    socket.close();
    connect();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
