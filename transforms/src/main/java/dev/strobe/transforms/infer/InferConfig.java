package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

import dev.strobe.transforms.decode.DecoderConfig;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * How videos are put to a model.
 *
 * @param strides at which strides frames are taken, 1 to 16 different ones in [1, 64]
 * @param padding whether also to ask for the window made of the last frame alone
 * @param frames which frames the model is shown
 * @param decoder how videos are decoded
 * @param maxCalls most calls under way at once in a process, at least 1
 * @param maxBytes most bytes those may weigh together, at least 1; a call that is heavier by itself
 *     goes alone
 */
public record InferConfig(
    List<Integer> strides,
    boolean padding,
    FrameSelection frames,
    DecoderConfig decoder,
    int maxCalls,
    long maxBytes)
    implements Serializable {

  public InferConfig {
    strides = List.copyOf(strides);
    requireNonNull(frames, "frames");
    requireNonNull(decoder, "decoder");
    if (strides.isEmpty() || strides.size() > 16) {
      throw new IllegalArgumentException(
          "strides must be 1 to 16 numbers but were " + strides.size());
    }
    for (int stride : strides) {
      if (stride < 1 || stride > 64) {
        throw new IllegalArgumentException("stride must be in [1, 64] but was " + stride);
      }
    }
    if (new HashSet<>(strides).size() != strides.size()) {
      throw new IllegalArgumentException("strides must differ but were " + strides);
    }
    if (maxCalls < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "maxCalls and maxBytes must be >= 1 but were %d and %d".formatted(maxCalls, maxBytes));
    }
  }

  /** Strides 1 to 4 over every frame, without the padding window; 16 calls, 64 MiB together. */
  public static InferConfig defaults() {
    return new InferConfig(
        List.of(1, 2, 3, 4), false, FrameSelection.EVERY, DecoderConfig.defaults(), 16, 64L << 20);
  }

  public InferConfig withStrides(List<Integer> value) {
    return new InferConfig(value, padding, frames, decoder, maxCalls, maxBytes);
  }

  public InferConfig withPadding(boolean value) {
    return new InferConfig(strides, value, frames, decoder, maxCalls, maxBytes);
  }

  public InferConfig withFrames(FrameSelection value) {
    return new InferConfig(strides, padding, value, decoder, maxCalls, maxBytes);
  }

  public InferConfig withDecoder(DecoderConfig value) {
    return new InferConfig(strides, padding, frames, value, maxCalls, maxBytes);
  }

  public InferConfig withMaxCalls(int value) {
    return new InferConfig(strides, padding, frames, decoder, value, maxBytes);
  }

  public InferConfig withMaxBytes(long value) {
    return new InferConfig(strides, padding, frames, decoder, maxCalls, value);
  }
}
