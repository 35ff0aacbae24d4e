package dev.strobe.pipeline;

import dev.strobe.transforms.count.CountRepetitions;
import dev.strobe.transforms.infer.Infer;
import dev.strobe.transforms.infer.InferConfig;
import dev.strobe.transforms.media.ReadMedia;
import dev.strobe.transforms.predictor.Predictor;
import dev.strobe.transforms.table.RunId;
import dev.strobe.transforms.table.TableRows;
import dev.strobe.transforms.table.WriteTables;
import org.apache.beam.sdk.Pipeline;

/** The graph of the main job, from files to tables. */
final class CountPipeline {

  private CountPipeline() {}

  /** Adds the whole way to a pipeline. */
  static void build(
      Pipeline pipeline, CountConfig config, Predictor.Factory predictors, RunId run) {
    InferConfig infer =
        InferConfig.defaults()
            .withStrides(config.strides())
            .withPadding(config.counting().needsPadding())
            .withFrames(config.counting().frames());
    Infer.Result inferred =
        pipeline
            .apply("ReadMedia", ReadMedia.from(config.input()))
            .apply("Infer", Infer.with(predictors, infer));
    TableRows.of(
            inferred.scores().apply("Count", CountRepetitions.with(config.counting())),
            inferred.failures())
        .apply("WriteTables", WriteTables.to(config.output(), run));
  }
}
