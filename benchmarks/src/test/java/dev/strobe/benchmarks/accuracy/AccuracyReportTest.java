package dev.strobe.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.benchmarks.accuracy.JobRun.Counted;
import dev.strobe.benchmarks.footage.ClipSet;
import dev.strobe.benchmarks.footage.LabelledClip;
import dev.strobe.transforms.count.CountEvidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyReportTest {
  @Test
  void errorsAreOverTheClipsThatRepeatAndFalseCountsOverTheOthers() {
    ClipSet clips =
        new ClipSet(
            Path.of("clips"),
            List.of(
                new LabelledClip("right.mp4", 10, ""),
                new LabelledClip("near.mp4", 10, ""),
                new LabelledClip("failed.mp4", 4, ""),
                new LabelledClip("still.mp4", 0, ""),
                new LabelledClip("shaken.mp4", 0, "")));
    JobRun run =
        new JobRun(
            Map.of(
                "right.mp4", counted(10),
                "near.mp4", counted(9),
                "still.mp4", counted(0),
                "shaken.mp4", counted(3)),
            4);
    assertThat(new AccuracyReport(clips, run).text().lines())
        .contains(
            "3 clips that repeat: MAE 0.367, OBO error 0.333 (1)",
            "2 clips that do not: 1 counted",
            "of those with confidence >= 0.5 | 0.7 | 0.9: 3 of 4 | 0 of 0 | 0 of 0 within one",
            "400 frames in 4.0 s, start and end of the process included: 100 frames/s")
        .anyMatch(line -> line.startsWith("failed.mp4") && line.endsWith("failed"));
  }

  private static Counted counted(long completed) {
    return new Counted(
        completed, completed, 0.5, 10, 1, 100, new CountEvidence(0.5, 1, 1, 1, 0.1, completed));
  }
}
