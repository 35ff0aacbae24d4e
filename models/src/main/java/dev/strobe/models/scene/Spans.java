package dev.strobe.models.scene;

import dev.strobe.models.synthetic.Draws;
import java.util.Arrays;

/**
 * The frames in which something repeats.
 *
 * @param inside whether a frame is one of them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares spans
record Spans(boolean[] inside) {

  private static final double FEWEST_CYCLES = 2.2;

  static Spans whole(int frames) {
    return of(frames, 0, frames);
  }

  static Spans of(int frames, int from, int to) {
    boolean[] inside = new boolean[frames];
    Arrays.fill(inside, from, to, true);
    return new Spans(inside);
  }

  /**
   * A part of the clip, often up to one of its ends, or two parts with a pause; at least a little
   * over two cycles each. The whole clip where there is no room for less.
   */
  static Spans draw(Draws draws, int frames, double period) {
    int fewest = (int) Math.ceil(FEWEST_CYCLES * period);
    double kind = draws.uniform(0, 1);
    int room = frames - fewest;
    if (room < 8) {
      return whole(frames);
    }
    if (kind < 0.15 && room > fewest + 12) {
      return two(draws, frames, fewest);
    }
    int length = fewest + (int) (room * draws.uniform(0, 0.9));
    int from = draws.integer(0, frames - length + 1);
    if (kind < 0.4) {
      return of(frames, 0, length);
    }
    return kind < 0.65 ? of(frames, frames - length, frames) : of(frames, from, from + length);
  }

  private static Spans two(Draws draws, int frames, int fewest) {
    int pause = 8 + (int) ((frames - 2 * fewest - 8) * draws.uniform(0, 0.7));
    int left = frames - 2 * fewest - pause;
    int begin = (int) (left * draws.uniform(0, 0.6));
    int end = (int) ((left - begin) * draws.uniform(0, 0.6));
    int first = begin + fewest + (int) ((left - begin - end) * draws.uniform(0, 1));
    Spans spans = of(frames, begin, frames - end);
    Arrays.fill(spans.inside, first, first + pause, false);
    return spans;
  }

  /** The first frame in which it repeats. */
  int first() {
    int first = 0;
    while (!inside[first]) {
      first++;
    }
    return first;
  }

  /** The last frame in which it repeats. */
  int last() {
    int last = inside.length - 1;
    while (!inside[last]) {
      last--;
    }
    return last;
  }

  boolean isWhole() {
    for (boolean one : inside) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  /** 1 deep inside, 0 far outside, rising over {@code soft} frames before and after a border. */
  double nearness(int frame, int soft) {
    if (soft == 0) {
      return inside[frame] ? 1 : 0;
    }
    int off = 0;
    while (off <= soft && !differs(frame, off)) {
      off++;
    }
    double part = inside[frame] ? 0.5 + 0.5 * off / (soft + 1.0) : 0.5 - 0.5 * off / (soft + 1.0);
    return Easing.between(0, 1, part);
  }

  private boolean differs(int frame, int off) {
    int before = Math.max(0, frame - off);
    int after = Math.min(inside.length - 1, frame + off);
    return inside[before] != inside[frame] || inside[after] != inside[frame];
  }
}
