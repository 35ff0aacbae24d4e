package dev.strobe.benchmarks.accuracy;

import dev.strobe.benchmarks.accuracy.JobRun.Counted;
import dev.strobe.benchmarks.footage.ClipSet;
import dev.strobe.benchmarks.footage.LabelledClip;
import dev.strobe.pipeline.query.QueryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Fits the weights of the confidence to a set of clips, and tells how well it keeps its word on
 * another: of the counts with a confidence of at least x, the share x or more should be within one
 * of the truth.
 */
public final class CalibrationMain {
  private static final String USAGE =
      "calibrate FOLDER-TO-FIT FOLDER-TO-CHECK [flags of the main job]";

  private CalibrationMain() {}

  /** Takes two sets of clips, each with an index. */
  public static void main(String[] args) throws IOException, QueryException {
    if (args.length < 2) {
      System.err.println(USAGE);
      System.exit(2);
    }
    List<String> flags = new ArrayList<>(List.of(args).subList(2, args.length));
    flags.add("--scoring=joint");
    List<Case> cases = cases(Path.of(args[0]), flags);
    double[] counted = fit(cases.stream().filter(Case::isCounted).toList());
    double[] nothing = fit(cases.stream().filter(c -> !c.isCounted()).toList());
    print("COUNTED", counted);
    print("NOTHING", nothing);
    List<Case> others = cases(Path.of(args[1]), flags);
    System.out.println("confidence >=  clips  within one");
    for (double least : new double[] {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95}) {
      List<Case> sure =
          others.stream()
              .filter(c -> c.chance(c.isCounted() ? counted : nothing) >= least)
              .toList();
      double right = sure.stream().mapToDouble(c -> c.right ? 1 : 0).average().orElse(1);
      System.out.printf(Locale.ROOT, "%13.2f  %5d  %10.3f%n", least, sure.size(), right);
    }
  }

  private static List<Case> cases(Path folder, List<String> flags)
      throws IOException, QueryException {
    ClipSet clips = ClipSet.read(folder);
    JobRun run = JobRun.of(clips, flags);
    List<Case> cases = new ArrayList<>();
    for (LabelledClip clip : clips.clips()) {
      Counted counted = run.counts().get(clip.file());
      if (counted != null) {
        cases.add(Case.of(counted, clip.trueCount()));
      }
    }
    return cases;
  }

  private static double[] fit(List<Case> cases) {
    return LogisticFit.of(
        cases.stream().map(Case::features).toList(), cases.stream().map(Case::right).toList());
  }

  private static void print(String name, double[] weights) {
    System.out.println(
        Arrays.stream(weights)
            .mapToObj(w -> String.format(Locale.ROOT, "%.3f", w))
            .collect(Collectors.joining(", ", name + " = {", "};")));
  }

  /** A count of a clip whose truth is known. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(double[] features, boolean isCounted, boolean right) {

    static Case of(Counted counted, int truth) {
      return new Case(
          counted.evidence().features(),
          counted.repetitions() > 0,
          Math.abs(counted.completed() - truth) <= 1);
    }

    double chance(double[] weights) {
      return LogisticFit.chance(weights, features);
    }
  }
}
