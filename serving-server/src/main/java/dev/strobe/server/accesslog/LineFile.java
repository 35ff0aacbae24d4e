package dev.strobe.server.accesslog;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file to whose end lines are added. What one call writes is there whole or not at all, so that a
 * full disk leaves no part of a line behind, before which the next one would begin.
 */
final class LineFile extends OutputStream {
  private final OutputStream out;
  private final FileChannel file;

  /** Writes by a stream that adds to the end of a file. */
  LineFile(OutputStream out, FileChannel file) {
    this.out = out;
    this.file = file;
  }

  /** Adds to a file, which is made if it is not there. */
  static LineFile open(Path path) throws IOException {
    var out = new FileOutputStream(path.toFile(), true);
    return new LineFile(out, out.getChannel());
  }

  @Override
  public void write(int letter) throws IOException {
    write(new byte[] {(byte) letter}, 0, 1);
  }

  @Override
  public void write(byte[] lines, int offset, int length) throws IOException {
    long end = file.size();
    try {
      out.write(lines, offset, length);
    } catch (IOException e) {
      takeBack(end, e);
      throw e;
    }
  }

  private void takeBack(long end, IOException failure) {
    try {
      FileChannel unused = file.truncate(end);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
