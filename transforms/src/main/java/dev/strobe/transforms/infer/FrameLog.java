package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.DoubleStream;

/** Which frames of a video were decoded, and which of them kept. Used by one thread. */
final class FrameLog {
  private final List<double[]> times = new ArrayList<>();
  private final BitSet kept = new BitSet();
  private int frames;

  /** The video's next frames. */
  void decoded(FrameBatch batch) {
    times.add(batch.timesSeconds());
    frames = Math.addExact(frames, batch.count());
  }

  /** One of those goes to the model. */
  void kept(int frame) {
    kept.set(frame);
  }

  /** How many were decoded. */
  int frames() {
    return frames;
  }

  /** When each of them is shown. */
  FrameSeries times() {
    return FrameSeries.of(times.stream().flatMapToDouble(DoubleStream::of).toArray());
  }

  /** Those that were kept, at least one. */
  KeptFrames kept() {
    return KeptFrames.ofBits(frames, kept);
  }
}
