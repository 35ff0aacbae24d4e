package dev.strobe.transforms.infer;

import java.util.List;

/**
 * Raw scores of some windows of a video, as one answer brought them.
 *
 * @param windows which, with starts counted from the video's first frame
 * @param rows all their rows, window after window
 */
record WindowScores(List<Window> windows, ScoreRows rows) {

  WindowScores {
    windows = List.copyOf(windows);
  }
}
