package dev.strobe.benchmarks.accuracy;

import dev.strobe.benchmarks.footage.ClipSet;
import dev.strobe.benchmarks.footage.EvaluationSets;
import dev.strobe.benchmarks.footage.SceneSet;
import dev.strobe.pipeline.query.QueryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts a set of clips with the main job, as users run it, and compares with what is known of
 * them; or makes further sets out of one.
 */
public final class AccuracyMain {
  private static final String USAGE =
      """
      accuracy FOLDER [flags of the main job]
      accuracy FOLDER --write-sets=FOLDER --footage=FOLDER
      accuracy FOLDER --write-scenes=CLIPS --seed=SEED
      A FOLDER of clips holds INDEX.tsv with the columns file and true_count.""";
  private static final String WRITE_SETS = "--write-sets=";
  private static final String FOOTAGE = "--footage=";
  private static final String WRITE_SCENES = "--write-scenes=";
  private static final String SEED = "--seed=";

  private AccuracyMain() {}

  /** Takes a folder and what to do with it. */
  public static void main(String[] args) throws IOException, QueryException {
    if (args.length == 0 || args[0].startsWith("--")) {
      System.err.println(USAGE);
      System.exit(2);
    }
    Path folder = Path.of(args[0]);
    List<String> flags = new ArrayList<>(List.of(args).subList(1, args.length));
    String scenes = take(flags, WRITE_SCENES);
    if (!scenes.isEmpty()) {
      SceneSet.write(folder, Integer.parseInt(scenes), Long.parseLong(take(flags, SEED)));
      return;
    }
    ClipSet clips = ClipSet.read(folder);
    String sets = take(flags, WRITE_SETS);
    if (sets.isEmpty()) {
      System.out.print(new AccuracyReport(clips, JobRun.of(clips, flags)).text());
    } else {
      EvaluationSets.write(clips, Path.of(take(flags, FOOTAGE)), Path.of(sets));
    }
  }

  /** The value of the flag of that beginning, which is removed; empty if it is not there. */
  private static String take(List<String> flags, String beginning) {
    for (String flag : flags) {
      if (flag.startsWith(beginning)) {
        flags.remove(flag);
        return flag.substring(beginning.length());
      }
    }
    return "";
  }
}
