package dev.strobe.transforms.infer;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of a video's frames a model was shown: all of them, or all but those that only repeat the
 * one before. Frames and kept frames are both counted from 0; frame 0 is always kept. Immutable.
 */
public final class KeptFrames {
  private final int frames;
  private final int[] kept;

  private KeptFrames(int frames, int[] kept) {
    this.frames = frames;
    this.kept = kept;
  }

  /** Every frame of a video of {@code frames}, at least one. */
  public static KeptFrames all(int frames) {
    return of(frames, IntStream.range(0, frames).toArray());
  }

  /**
   * Some frames of a video of {@code frames}.
   *
   * @param kept their indices, ascending, the first of them 0; copied
   */
  public static KeptFrames of(int frames, int... kept) {
    boolean ascending = IntStream.range(1, kept.length).allMatch(i -> kept[i - 1] < kept[i]);
    if (kept.length == 0 || kept[0] != 0 || kept[kept.length - 1] >= frames || !ascending) {
      throw new IllegalArgumentException(
          "kept frames must ascend from 0 and be below %d but were %s"
              .formatted(frames, kept.length <= 16 ? Arrays.toString(kept) : "others"));
    }
    return new KeptFrames(frames, kept.clone());
  }

  /** Frames of the video. */
  public int frames() {
    return frames;
  }

  /** How many of them were kept. */
  public int count() {
    return kept.length;
  }

  /** Whether none was left out. */
  public boolean isAll() {
    return kept.length == frames;
  }

  /** The frame that the {@code index}-th kept one is. */
  public int frame(int index) {
    return kept[index];
  }

  /** The kept frame that stands for a frame: itself, or the last one kept before it. */
  public int indexAt(int frame) {
    int found = Arrays.binarySearch(kept, frame);
    return found >= 0 ? found : -found - 2;
  }

  BitSet toBits() {
    BitSet bits = new BitSet(frames);
    Arrays.stream(kept).forEach(bits::set);
    return bits;
  }

  static KeptFrames ofBits(int frames, BitSet bits) {
    return of(frames, bits.stream().toArray());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeptFrames that
        && frames == that.frames
        && Arrays.equals(kept, that.kept);
  }

  @Override
  public int hashCode() {
    return 31 * frames + Arrays.hashCode(kept);
  }

  @Override
  public String toString() {
    return "KeptFrames[%d of %d]".formatted(kept.length, frames);
  }
}
