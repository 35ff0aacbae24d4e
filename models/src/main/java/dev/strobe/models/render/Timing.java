package dev.strobe.models.render;

/**
 * When the frames of a video are shown.
 *
 * @param ticksPerSecond the unit of time
 * @param frames how many
 * @param firstTicks how long the first frame is shown
 * @param lastTicks how long the last is; those between change evenly from one to the other
 */
record Timing(int ticksPerSecond, int frames, int firstTicks, int lastTicks) {

  Timing {
    if (ticksPerSecond < 1 || frames < 1 || firstTicks < 1 || lastTicks < 1) {
      throw new IllegalArgumentException(
          "ticksPerSecond, frames, firstTicks and lastTicks must be >= 1 but were %d, %d, %d, %d"
              .formatted(ticksPerSecond, frames, firstTicks, lastTicks));
    }
  }

  /** Every frame as long, {@code ticks / ticksPerSecond} seconds. */
  static Timing constant(int ticksPerSecond, int ticks, int frames) {
    return new Timing(ticksPerSecond, frames, ticks, ticks);
  }

  int duration(int frame) {
    return frames == 1
        ? firstTicks
        : firstTicks + Math.round((float) (lastTicks - firstTicks) * frame / (frames - 1));
  }

  double framesPerSecond() {
    long ticks = 0;
    for (int frame = 0; frame < frames; frame++) {
      ticks += duration(frame);
    }
    return (double) frames * ticksPerSecond / ticks;
  }
}
