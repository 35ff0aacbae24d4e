package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameBatch;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Gathers a video's batches into the clips of one group of strides. Clips stand side by side or,
 * for a model that cuts windows itself, reach back into the one before as far as the longest
 * window: so every window that the whole video has lies within a clip, and no clip has others. A
 * batch's length divides the group's unit, so that clips begin and end where batches do. In memory
 * is the clip being gathered. Used by one thread.
 */
final class ClipCutter {
  private final List<Integer> strides;
  private final int frames;
  private final int reachBack;
  private final ArrayDeque<FrameBatch> batches = new ArrayDeque<>();
  private int gathered;
  private int fresh;

  private ClipCutter(List<Integer> strides, int frames, int reachBack) {
    this.strides = strides;
    this.frames = frames;
    this.reachBack = reachBack;
  }

  /** Clips of one unit, side by side. */
  static ClipCutter sideBySide(StrideGroup group) {
    return new ClipCutter(group.strides(), group.unit(), 0);
  }

  /**
   * Clips that hold a unit of the one before.
   *
   * @param maxFrames the longest clip wanted, in which two units at least should fit
   */
  static ClipCutter overlapping(StrideGroup group, int maxFrames) {
    int units = Math.max(1, maxFrames / group.unit() - 1);
    return new ClipCutter(group.strides(), units * group.unit(), group.unit());
  }

  /** Takes the next batch; gives the clip that it fills. */
  Optional<FrameClip> add(FrameBatch batch) {
    batches.add(batch);
    gathered += batch.count();
    fresh += batch.count();
    return fresh < frames ? Optional.empty() : finish();
  }

  /** The clip of what came since the last one, if anything. */
  Optional<FrameClip> finish() {
    if (fresh == 0) {
      return Optional.empty();
    }
    FrameClip clip = FrameClip.of(List.copyOf(batches), strides);
    fresh = 0;
    while (gathered > reachBack) {
      gathered -= batches.removeFirst().count();
    }
    return Optional.of(clip);
  }
}
