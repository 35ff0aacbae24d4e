package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers a video's batches into the clips of one group of strides. The batches' length divides the
 * clips', so that a clip is full where a batch ends. Used by one thread.
 */
final class ClipCutter {
  private final StrideGroup group;
  private final List<FrameBatch> batches = new ArrayList<>();
  private int frames;

  ClipCutter(StrideGroup group) {
    this.group = group;
  }

  /** Takes the next batch; gives the clip that it fills. */
  Optional<FrameClip> add(FrameBatch batch) {
    batches.add(batch);
    frames += batch.count();
    return frames < group.frames() ? Optional.empty() : finish();
  }

  /** The clip of what was gathered since the last one, if anything. */
  Optional<FrameClip> finish() {
    if (batches.isEmpty()) {
      return Optional.empty();
    }
    FrameClip clip = FrameClip.of(batches, group.strides());
    batches.clear();
    frames = 0;
    return Optional.of(clip);
  }
}
