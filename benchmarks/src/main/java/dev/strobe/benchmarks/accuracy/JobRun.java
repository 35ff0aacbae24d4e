package dev.strobe.benchmarks.accuracy;

import dev.strobe.benchmarks.footage.ClipSet;
import dev.strobe.benchmarks.process.JavaProcess;
import dev.strobe.benchmarks.process.Scratch;
import dev.strobe.pipeline.CountMain;
import dev.strobe.pipeline.query.QueryException;
import dev.strobe.pipeline.query.TableStore;
import dev.strobe.transforms.count.CountEvidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the main job made of a set of clips.
 *
 * @param counts by file name; clips that failed are not among them
 * @param seconds from the process's start to its end
 */
record JobRun(Map<String, Counted> counts, double seconds) {
  private static final String SQL =
      "SELECT regexp_extract(video_uri, '[^/]*$'), completed, repetitions,"
          + " coalesce(confidence, score), coalesce(period_frames, 0), stride, frame_count, score,"
          + " period_margin, stride_agreement, repeating_share, period_entropy,"
          + " candidate_repetitions FROM videos";

  JobRun {
    counts = Map.copyOf(counts);
  }

  /**
   * Runs the job in a process of its own.
   *
   * @param flags further ones for the job
   */
  static JobRun of(ClipSet clips, List<String> flags) throws IOException, QueryException {
    try (Scratch scratch = Scratch.make()) {
      List<String> args = new ArrayList<>();
      args.add("--input=" + clips.folder());
      args.add("--output=" + scratch.directory().resolve("tables"));
      args.addAll(flags);
      long start = System.nanoTime();
      try (JavaProcess job = JavaProcess.startQuietly(CountMain.class, List.of("-Xmx2g"), args)) {
        int status = job.awaitExit();
        if (status != 0) {
          throw new IOException("the main job ended with status %d".formatted(status));
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      try (TableStore tables = TableStore.open(scratch.directory().resolve("tables"))) {
        return new JobRun(counts(tables.query(SQL).rows()), seconds);
      }
    }
  }

  private static Map<String, Counted> counts(List<List<@Nullable String>> rows) {
    Map<String, Counted> counts = new HashMap<>();
    for (List<@Nullable String> row : rows) {
      counts.put(String.valueOf(row.get(0)), counted(row));
    }
    return counts;
  }

  private static Counted counted(List<@Nullable String> row) {
    return new Counted(
        Long.parseLong(String.valueOf(row.get(1))),
        number(row.get(2)),
        number(row.get(3)),
        number(row.get(4)),
        Integer.parseInt(String.valueOf(row.get(5))),
        Long.parseLong(String.valueOf(row.get(6))),
        new CountEvidence(
            number(row.get(7)),
            number(row.get(8)),
            number(row.get(9)),
            number(row.get(10)),
            number(row.get(11)),
            number(row.get(12))));
  }

  private static double number(@Nullable String value) {
    return value == null ? Double.NaN : Double.parseDouble(value);
  }

  /**
   * A row of the table of videos.
   *
   * @param evidence NaN in all its parts where the job gave none
   */
  record Counted(
      long completed,
      double repetitions,
      double confidence,
      double periodFrames,
      int stride,
      long frames,
      CountEvidence evidence) {}
}
