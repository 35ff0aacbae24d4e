package dev.strobe.transforms.count;

import dev.strobe.transforms.count.RepetitionCount.FrameCounts;
import dev.strobe.transforms.infer.FrameSeries;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoScores;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Counts by all strides together: their evidence is pooled on one grid of periods, the likeliest
 * course of the period through time is found, and then which parts of the video follow it. Time and
 * memory grow with the video's length, about 5 MB for every stride and 36,000 frames.
 *
 * <p>Pure, and safe for use by many threads. The constants of this and its parts were found by
 * trying a few values each on drawn and on real clips; a model trained otherwise may want others.
 */
final class JointCounter {
  /** Up to this stride, a video is never too short. */
  private static final int ALWAYS_USED = 2;

  /** From a longer stride, so many rows of a video at least are asked for. */
  private static final int FEWEST_ROWS = 20;

  /** Beyond this stride a video shorter than a window is not looked at. */
  private static final int WHOLE_WINDOW_BEYOND = 4;

  /** A video that repeats its pictures until fewer than this are left is a still one. */
  private static final int FEWEST_KEPT = 24;

  /** The share of the repeating steps that may be surer than what the video is judged by. */
  private static final double JUDGED_QUANTILE = 0.8;

  /** From so many cycles on the options' threshold is enough, three being completed then. */
  private static final double MANY_CYCLES = 2.75;

  /** The threshold for fewer cycles is as many times higher, up to a score that is sure enough. */
  private static final double FEW_CYCLES_FACTOR = 4;

  private static final double SURE_ENOUGH = 0.3;

  /** Steps to either side over which a period is told more finely than the grid has it. */
  private static final int FINE_STEPS = 8;

  private final CountingOptions options;

  JointCounter(CountingOptions options) {
    this.options = options;
  }

  RepetitionCount count(VideoScores scores) {
    if (!scores.kept().isAll() && scores.kept().count() < FEWEST_KEPT) {
      return nothing(scores);
    }
    Decoding decoding = decode(scores);
    CountEvidence evidence = decoding.evidence();
    boolean[] on = decoding.on().clone();
    if (!isBelieved(evidence)) {
      Arrays.fill(on, false);
    }
    FrameCounts frames =
        FileFrames.of(scores.kept()).spread(decoding.periods(), decoding.certainty(), on);
    return new RepetitionCount(
        scores.video(),
        scores.model(),
        decoding.stride(),
        meanPeriod(frames),
        evidence.score(),
        Optional.of(evidence),
        frames);
  }

  /** A repetition or two that are seen faintly are chance, more of them less so. */
  private boolean isBelieved(CountEvidence evidence) {
    double least = options.threshold();
    if (evidence.cycles() < MANY_CYCLES) {
      least = Math.max(least, Math.min(SURE_ENOUGH, FEW_CYCLES_FACTOR * least));
    }
    return evidence.score() >= least;
  }

  private Decoding decode(VideoScores scores) {
    TimeSteps time = new TimeSteps(scores.kept().count());
    List<StrideEvidence> strides = evidence(scores, time);
    PooledEvidence pooled = new PooledEvidence(strides, time.count());
    double[][] logs = pooled.logs();
    int[] path = options.constantSpeed() ? PeriodPath.constant(logs) : PeriodPath.changing(logs);
    Certainty certainty = new Certainty(strides, path, scores.windowRows());
    double[] within = certainty.byShortestStride();
    int reach = options.constantSpeed() ? path.length : FINE_STEPS;
    double[] periods = new FinePeriods(strides, pooled, path).over(reach);
    double[] cycles = cycles(periods, time);
    boolean[] on = on(within, cycles);
    double score = score(certainty.bySurestStride(), on);
    CountEvidence evidence = new PathEvidence(strides, logs, path).over(on, score, cycles);
    return new Decoding(periods, within, on, pooled.leadingStride(path, on), evidence);
  }

  private static List<StrideEvidence> evidence(VideoScores scores, TimeSteps time) {
    int shortest = scores.strides().stream().mapToInt(StrideScores::stride).min().orElseThrow();
    return scores.strides().stream()
        .filter(s -> s.stride() == shortest || isLongEnough(scores, s.stride()))
        .map(s -> StrideEvidence.of(s, RowRun.of(s, time.frames(), scores.windowRows()), time))
        .toList();
  }

  private static boolean isLongEnough(VideoScores scores, int stride) {
    if (stride <= ALWAYS_USED) {
      return true;
    }
    int rows = stride <= WHOLE_WINDOW_BEYOND ? FEWEST_ROWS : scores.windowRows();
    return scores.kept().count() >= (long) rows * stride;
  }

  private boolean[] on(double[] certainty, double[] cycles) {
    if (options.fullyPeriodic()) {
      boolean[] all = new boolean[cycles.length];
      Arrays.fill(all, true);
      return all;
    }
    return OnOff.decide(certainty, cycles, options.withinPeriodThreshold());
  }

  private static double[] cycles(double[] periods, TimeSteps time) {
    double[] cycles = new double[periods.length];
    for (int step = 0; step < cycles.length; step++) {
      cycles[step] = time.framesOf(step) / periods[step];
    }
    return cycles;
  }

  /** A high quantile over the steps that repeat, or over all where none does. */
  private static double score(double[] certainty, boolean[] on) {
    double[] repeating =
        IntStream.range(0, on.length).filter(i -> on[i]).mapToDouble(i -> certainty[i]).toArray();
    return Math.min(1, Quantile.of(repeating.length > 0 ? repeating : certainty, JUDGED_QUANTILE));
  }

  /** Frames that repeat, those left out among them, a repetition; infinite where none does. */
  private static double meanPeriod(FrameCounts frames) {
    double repeating =
        Arrays.stream(frames.periods().toArray()).filter(period -> !Double.isNaN(period)).count();
    return repeating == 0 ? Double.POSITIVE_INFINITY : repeating / frames.counts().sum();
  }

  /** What there is to say of a picture in which nothing moves. */
  private static RepetitionCount nothing(VideoScores scores) {
    double[] zeros = new double[scores.video().frameCount()];
    double[] none = new double[zeros.length];
    Arrays.fill(none, Double.NaN);
    FrameSeries zero = FrameSeries.of(zeros);
    return new RepetitionCount(
        scores.video(),
        scores.model(),
        scores.strides().get(0).stride(),
        Double.POSITIVE_INFINITY,
        0,
        Optional.of(CountEvidence.none()),
        new FrameCounts(FrameSeries.of(none), zero, zero));
  }

  /**
   * What was found at every step.
   *
   * @param periods frames per cycle
   * @param certainty how surely it repeats
   * @param on whether it does
   * @param stride the one that says most for it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Decoding(
      double[] periods, double[] certainty, boolean[] on, int stride, CountEvidence evidence) {}
}
