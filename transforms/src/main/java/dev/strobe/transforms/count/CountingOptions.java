package dev.strobe.transforms.count;

import static java.util.Objects.requireNonNull;

import dev.strobe.transforms.infer.FrameSelection;
import java.io.Serializable;
import java.util.List;

/**
 * How repetitions are counted.
 *
 * @param scoring how scores become a count
 * @param threshold in [0, 1]: a video whose score is below counts nothing
 * @param withinPeriodThreshold in [0, 1]: a frame whose score is not above counts nothing; for
 *     {@link Scoring#JOINT}, a run of frames none of which reaches it or, if that is less, six
 *     tenths of the video's best, or if that is more, four tenths
 * @param constantSpeed whether the whole video repeats at one speed
 * @param medianFilter whether single frames that disagree with their neighbours are overruled;
 *     {@link Scoring#JOINT} follows the period through time anyway and does not ask
 * @param fullyPeriodic whether something repeats from the first frame to the last
 * @param batch windows in a request of the client that {@link Scoring#REFERENCE} reproduces, at
 *     least 1
 */
public record CountingOptions(
    Scoring scoring,
    double threshold,
    double withinPeriodThreshold,
    boolean constantSpeed,
    boolean medianFilter,
    boolean fullyPeriodic,
    int batch)
    implements Serializable {

  public CountingOptions {
    requireNonNull(scoring, "scoring");
    requireShare("threshold", threshold);
    requireShare("withinPeriodThreshold", withinPeriodThreshold);
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be >= 1 but was " + batch);
    }
  }

  /** The published client's defaults: thresholds 0.2 and 0.5, batches of 20 windows. */
  public static CountingOptions reference() {
    return new CountingOptions(Scoring.REFERENCE, 0.2, 0.5, false, true, false, 20);
  }

  /** Our own defaults, fitted to the model that was bundled first: thresholds 0.25 and 0.23. */
  public static CountingOptions corrected() {
    return new CountingOptions(Scoring.CORRECTED, 0.25, 0.23, false, true, false, 20);
  }

  /**
   * The defaults of {@link Scoring#JOINT}: thresholds 0.14 and 0.15. Its period is smooth already;
   * the median filter is not used.
   */
  public static CountingOptions joint() {
    return new CountingOptions(Scoring.JOINT, 0.14, 0.15, false, false, false, 20);
  }

  /** The defaults of a way of scoring. */
  public static CountingOptions defaults(Scoring scoring) {
    return switch (scoring) {
      case REFERENCE -> reference();
      case CORRECTED -> corrected();
      case JOINT -> joint();
    };
  }

  /** Whether the scores must hold the window made of the last frame alone. */
  public boolean needsPadding() {
    return scoring == Scoring.REFERENCE;
  }

  /** Which frames the scores must be of. */
  public FrameSelection frames() {
    return scoring == Scoring.JOINT ? FrameSelection.DISTINCT : FrameSelection.EVERY;
  }

  /** The strides that suit the way of scoring best. */
  public List<Integer> strides() {
    return scoring == Scoring.JOINT ? List.of(1, 2, 4, 8) : List.of(1, 2, 3, 4);
  }

  public CountingOptions withThreshold(double value) {
    return new CountingOptions(
        scoring, value, withinPeriodThreshold, constantSpeed, medianFilter, fullyPeriodic, batch);
  }

  public CountingOptions withWithinPeriodThreshold(double value) {
    return new CountingOptions(
        scoring, threshold, value, constantSpeed, medianFilter, fullyPeriodic, batch);
  }

  public CountingOptions withConstantSpeed(boolean value) {
    return new CountingOptions(
        scoring, threshold, withinPeriodThreshold, value, medianFilter, fullyPeriodic, batch);
  }

  public CountingOptions withMedianFilter(boolean value) {
    return new CountingOptions(
        scoring, threshold, withinPeriodThreshold, constantSpeed, value, fullyPeriodic, batch);
  }

  public CountingOptions withFullyPeriodic(boolean value) {
    return new CountingOptions(
        scoring, threshold, withinPeriodThreshold, constantSpeed, medianFilter, value, batch);
  }

  public CountingOptions withBatch(int value) {
    return new CountingOptions(
        scoring,
        threshold,
        withinPeriodThreshold,
        constantSpeed,
        medianFilter,
        fullyPeriodic,
        value);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1] but was %s".formatted(name, value));
    }
  }
}
