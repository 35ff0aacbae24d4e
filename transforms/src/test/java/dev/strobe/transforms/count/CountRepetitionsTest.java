package dev.strobe.transforms.count;

import static dev.strobe.transforms.count.TestScores.CLASSES;
import static dev.strobe.transforms.count.TestScores.rows;
import static dev.strobe.transforms.count.TestScores.scores;

import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoScores;
import dev.strobe.transforms.infer.VideoScoresCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class CountRepetitionsTest {
  private static final VideoScores SCORES =
      scores(
          6, 8, ScoreRows.none(CLASSES), StrideScores.tiling(1, 8, rows(3, 3, 3, 3, 3, 3, 3, 3)));

  @Test
  void oneVideoGivesOneCount(TestPipeline pipeline) {
    CountingOptions options = CountingOptions.corrected();
    PCollection<RepetitionCount> counts =
        pipeline
            .apply(Create.of(SCORES).withCoder(VideoScoresCoder.of()))
            .apply(CountRepetitions.with(options));
    PAssert.that(counts).containsInAnyOrder(new RepetitionCounter(options).count(SCORES));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void coderGivesBackWhatItTook() throws Exception {
    RepetitionCount count = new RepetitionCounter(CountingOptions.corrected()).count(SCORES);
    CoderProperties.coderDecodeEncodeEqual(RepetitionCountCoder.of(), count);
    CoderProperties.coderSerializable(RepetitionCountCoder.of());
  }
}
