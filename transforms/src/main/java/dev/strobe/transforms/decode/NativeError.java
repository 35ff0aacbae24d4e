package dev.strobe.transforms.decode;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** FFmpeg's error numbers in its own words. */
final class NativeError {
  private static final int MAX_BYTES = 256;

  private NativeError() {}

  static String describe(int code) {
    byte[] text = new byte[MAX_BYTES];
    if (av_strerror(code, text, text.length) < 0) {
      return "error " + code;
    }
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }
}
