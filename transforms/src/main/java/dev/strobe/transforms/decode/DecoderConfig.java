package dev.strobe.transforms.decode;

import java.io.Serializable;

/**
 * How a video is decoded, and what is refused.
 *
 * @param threads threads FFmpeg decodes with, in [1, 64]; each holds some frames of full size
 * @param maxPixels largest number of pixels in a stored frame, in [1, 2^28]
 * @param maxStreams largest number of streams in a file, in [1, 1000]
 * @param probeBytes how far FFmpeg may read to find out what a file is, in [4096, 2^26]
 */
public record DecoderConfig(int threads, long maxPixels, int maxStreams, int probeBytes)
    implements Serializable {

  public DecoderConfig {
    requireRange("threads", threads, 1, 64);
    requireRange("maxPixels", maxPixels, 1, 1L << 28);
    requireRange("maxStreams", maxStreams, 1, 1000);
    requireRange("probeBytes", probeBytes, 4096, 1 << 26);
  }

  /** One thread, frames up to 8192 by 4608 pixels, 64 streams, 5 MB of probing. */
  public static DecoderConfig defaults() {
    return new DecoderConfig(1, 8192L * 4608, 64, 5_000_000);
  }

  public DecoderConfig withThreads(int value) {
    return new DecoderConfig(value, maxPixels, maxStreams, probeBytes);
  }

  public DecoderConfig withMaxPixels(long value) {
    return new DecoderConfig(threads, value, maxStreams, probeBytes);
  }

  private static void requireRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d] but was %d".formatted(name, least, most, value));
    }
  }
}
