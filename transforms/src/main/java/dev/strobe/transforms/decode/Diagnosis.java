package dev.strobe.transforms.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at a file that FFmpeg gave up on, to say in plain words what it is. */
final class Diagnosis {
  private static final int HEAD_BYTES = 512;
  private static final int BOX_HEADER_BYTES = 8;
  private static final int LONG_BOX_HEADER_BYTES = 16;
  private static final int MOST_BOXES = 256;

  /** First bytes in hexadecimal, and what begins with them. */
  private static final Map<String, String> KINDS =
      Map.of(
          "89504e470d0a1a0a", "a PNG image",
          "ffd8ff", "a JPEG image",
          "25504446", "a PDF document",
          "504b0304", "a ZIP archive",
          "1f8b", "a gzip archive",
          "494433", "an MP3 recording",
          "7f454c46", "a program");

  private static final Set<String> MP4_BOXES =
      Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot");

  private final SeekableByteChannel channel;

  private Diagnosis(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /** What is wrong with the file, where that can be told from its bytes. */
  static Optional<String> of(SeekableByteChannel channel) throws IOException {
    return new Diagnosis(channel).find();
  }

  private Optional<String> find() throws IOException {
    if (channel.size() == 0) {
      return Optional.of("the file is empty");
    }
    byte[] head = read(0, HEAD_BYTES);
    String hex = HexFormat.of().formatHex(head);
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      if (hex.startsWith(kind.getKey())) {
        return Optional.of("the file is " + kind.getValue() + ", not a video");
      }
    }
    if (isText(head)) {
      return Optional.of("the file is text, not a video");
    }
    return head.length >= BOX_HEADER_BYTES && MP4_BOXES.contains(name(head))
        ? findInBoxes()
        : Optional.empty();
  }

  private Optional<String> findInBoxes() throws IOException {
    long size = channel.size();
    long at = 0;
    for (int box = 0; box < MOST_BOXES && at < size; box++) {
      byte[] header = read(at, LONG_BOX_HEADER_BYTES);
      if (header.length < BOX_HEADER_BYTES) {
        break;
      }
      long end = endOfBox(header, at, size);
      boolean isIndex = name(header).equals("moov");
      if (isIndex && end > size) {
        return Optional.of("the file is cut off inside its index (moov)");
      }
      if (isIndex || name(header).equals("moof")) {
        return Optional.empty();
      }
      if (end <= at) {
        break;
      }
      at = end;
    }
    return Optional.of(
        "the file has no index (moov): it was cut off, or its recording was never finished");
  }

  private static long endOfBox(byte[] header, long at, long size) {
    ByteBuffer fields = ByteBuffer.wrap(header);
    long length = fields.getInt(0) & 0xFFFF_FFFFL;
    if (length == 0) {
      return size;
    }
    if (length == 1) {
      length = header.length < LONG_BOX_HEADER_BYTES ? 0 : fields.getLong(BOX_HEADER_BYTES);
    }
    return length < BOX_HEADER_BYTES || length > Long.MAX_VALUE - at ? at : at + length;
  }

  private byte[] read(long at, int bytes) throws IOException {
    byte[] into = new byte[bytes];
    ByteBuffer rest = ByteBuffer.wrap(into);
    channel.position(at);
    int got = 0;
    while (got >= 0 && rest.hasRemaining()) {
      got = channel.read(rest);
    }
    return Arrays.copyOf(into, rest.position());
  }

  private static String name(byte[] header) {
    return new String(header, 4, 4, StandardCharsets.ISO_8859_1);
  }

  private static boolean isText(byte[] head) {
    for (byte each : head) {
      int value = each & 0xFF;
      boolean isSpace = value == '\t' || value == '\n' || value == '\r';
      if ((value < ' ' && !isSpace) || value == 0x7F) {
        return false;
      }
    }
    // The last character may be cut in two.
    String text = new String(head, 0, Math.max(1, head.length - 3), StandardCharsets.UTF_8);
    return !text.contains("\uFFFD");
  }
}
