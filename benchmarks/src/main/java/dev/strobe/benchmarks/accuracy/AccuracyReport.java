package dev.strobe.benchmarks.accuracy;

import dev.strobe.benchmarks.accuracy.JobRun.Counted;
import dev.strobe.benchmarks.footage.ClipSet;
import dev.strobe.benchmarks.footage.LabelledClip;
import dev.strobe.transforms.count.CountEvidence;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Counts beside the truth: a line a clip, then the mean relative error (MAE) and the share of clips
 * off by more than one (OBO error) where something repeats, and how many are counted where nothing
 * does. A clip that failed counts as 0.
 */
final class AccuracyReport {
  private static final Counted FAILED =
      new Counted(0, 0, Double.NaN, 0, 0, 0, new CountEvidence(0, 0, 0, 0, 0, 0));

  private final ClipSet clips;
  private final JobRun run;

  AccuracyReport(ClipSet clips, JobRun run) {
    this.clips = clips;
    this.run = run;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int width = clips.clips().stream().mapToInt(clip -> clip.file().length()).max().orElse(4);
    text.append(
        line("%-" + width + "s  truth  counted      sum  confidence   period  stride", "clip"));
    for (LabelledClip clip : clips.clips()) {
      text.append(clipLine(clip, width));
    }
    return text.append(summary()).toString();
  }

  private String clipLine(LabelledClip clip, int width) {
    Counted counted = counted(clip);
    String mark = run.counts().containsKey(clip.file()) ? isFarOff(clip) ? "  *" : "" : "  failed";
    return line(
        "%-" + width + "s  %5d  %7d  %7.2f  %10.2f  %7.1f  %6d%s",
        clip.file(),
        clip.trueCount(),
        counted.completed(),
        counted.repetitions(),
        counted.confidence(),
        counted.periodFrames(),
        counted.stride(),
        mark);
  }

  private String summary() {
    List<LabelledClip> repeating = clips.clips().stream().filter(LabelledClip::repeats).toList();
    int others = clips.clips().size() - repeating.size();
    long wronglyCounted =
        clips.clips().stream()
            .filter(clip -> !clip.repeats() && counted(clip).completed() > 0)
            .count();
    long frames = run.counts().values().stream().mapToLong(Counted::frames).sum();
    return line(
            "%d clips that repeat: MAE %.3f, OBO error %.3f (%d)",
            repeating.size(),
            repeating.stream().mapToDouble(this::relativeError).average().orElse(0),
            repeating.stream().mapToDouble(clip -> isFarOff(clip) ? 1 : 0).average().orElse(0),
            repeating.stream().filter(this::isFarOff).count())
        + line("%d clips that do not: %d counted", others, wronglyCounted)
        + line("of those with confidence >= 0.5 | 0.7 | 0.9: %s within one", reliability())
        + line(
            "%d frames in %.1f s, start and end of the process included: %.0f frames/s",
            frames, run.seconds(), frames / run.seconds());
  }

  private String reliability() {
    return DoubleStream.of(0.5, 0.7, 0.9)
        .mapToObj(this::reliability)
        .collect(Collectors.joining(" | "));
  }

  private String reliability(double least) {
    List<LabelledClip> sure =
        clips.clips().stream().filter(clip -> counted(clip).confidence() >= least).toList();
    long right = sure.stream().filter(clip -> !isFarOff(clip)).count();
    return right + " of " + sure.size();
  }

  private double relativeError(LabelledClip clip) {
    return (double) Math.abs(counted(clip).completed() - clip.trueCount()) / clip.trueCount();
  }

  private boolean isFarOff(LabelledClip clip) {
    return Math.abs(counted(clip).completed() - clip.trueCount()) > 1;
  }

  private Counted counted(LabelledClip clip) {
    return run.counts().getOrDefault(clip.file(), FAILED);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "%n", values);
  }
}
