package dev.strobe.transforms.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** When frames are shown, in seconds from the first; a frame without a time follows by the rate. */
final class FrameClock {
  private final double secondsPerTick;
  private final double secondsPerFrame;
  private boolean started;
  private double first;
  private double last;

  FrameClock(AVRational timeBase, double framesPerSecond) {
    this.secondsPerTick = timeBase.den() == 0 ? 0 : (double) timeBase.num() / timeBase.den();
    this.secondsPerFrame = framesPerSecond > 0 ? 1 / framesPerSecond : 0;
  }

  double next(AVFrame frame) {
    long ticks = frame.best_effort_timestamp();
    double absolute =
        ticks == AV_NOPTS_VALUE
            ? (started ? first + last + secondsPerFrame : 0)
            : ticks * secondsPerTick;
    if (!started) {
      started = true;
      first = absolute;
    }
    last = absolute - first;
    return last;
  }
}
