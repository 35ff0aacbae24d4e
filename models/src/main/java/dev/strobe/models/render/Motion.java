package dev.strobe.models.render;

/** How many cycles a motion has gone through at a time in seconds. */
@FunctionalInterface
interface Motion {
  double cyclesAt(double seconds);

  /** Nothing that counts happens. */
  static Motion none() {
    return seconds -> 0;
  }

  /** Each cycle takes as long. */
  static Motion steady(double secondsPerCycle) {
    return seconds -> seconds / secondsPerCycle;
  }

  /** Cycles get shorter evenly, from one length to another. */
  static Motion quickening(double firstPeriod, double lastPeriod, int cycles) {
    double from = 1 / firstPeriod;
    double to = 1 / lastPeriod;
    double whole = 2 * cycles / (from + to);
    return seconds -> from * seconds + (to - from) * seconds * seconds / (2 * whole);
  }

  /** Waits, goes through a number of cycles, and stops. */
  default Motion from(double start, int cycles) {
    return seconds -> Math.min(cycles, Math.max(0, cyclesAt(Math.max(0, seconds - start))));
  }

  /**
   * Some cycles a little early, some late, as living things have it; whole cycles stay where {@code
   * cycles} of them begin and end.
   */
  default Motion uneven(long seed, double amount, int cycles) {
    double first = Noise.along(seed, 0);
    double last = Noise.along(seed, cycles * 0.7);
    return seconds -> {
      double even = cyclesAt(seconds);
      double tilt = first + (last - first) * even / cycles;
      return even + amount * (Noise.along(seed, even * 0.7) - tilt);
    };
  }
}
