package dev.strobe.server.tfrecord;

import java.util.zip.CRC32C;

/**
 * The checksum of a TFRecord: a CRC-32C, rotated and shifted by a constant so that data which holds
 * checksums itself can be summed.
 */
public final class MaskedCrc {
  private static final int ROTATION = 15;
  private static final int DELTA = 0xa282ead8;

  private MaskedCrc() {}

  /** The checksum of all the bytes. */
  public static int of(byte[] data) {
    var crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + DELTA;
  }
}
