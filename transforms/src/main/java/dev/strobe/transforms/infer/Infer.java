package dev.strobe.transforms.infer;

import static java.util.Objects.requireNonNull;

import dev.strobe.transforms.decode.DecoderConfig;
import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.failure.FailureCoder;
import dev.strobe.transforms.media.MediaRef;
import dev.strobe.transforms.predictor.Predictor;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Asks a period model about videos. Decoding and the calls happen in one step, so that pixels never
 * leave it: clips go out while the next are decoded, many at a time, within a bound for the whole
 * process.
 *
 * <p>A video gives its scores, or one failure or more, or both where it breaks off; in its own
 * window and at its own time. A failing call costs its own video and no other. The model's server
 * must be there when a worker starts, and the model must have one of the signatures of {@link
 * PeriodModel}; otherwise the run fails. Bounded or not as the input is. Nothing is kept between
 * bundles, so a bundle that is tried again gives the same.
 */
public final class Infer extends PTransform<PCollection<MediaRef>, Infer.Result> {
  private final Predictor.Factory factory;
  private final InferConfig config;
  private final FrameSource.Opener opener;

  private Infer(Predictor.Factory factory, InferConfig config, FrameSource.Opener opener) {
    this.factory = requireNonNull(factory, "factory");
    this.config = requireNonNull(config, "config");
    this.opener = opener;
  }

  /** Asks the model that the predictors of {@code factory} reach. */
  public static Infer with(Predictor.Factory factory, InferConfig config) {
    DecoderConfig decoder = config.decoder();
    return new Infer(factory, config, (ref, shape) -> DecodedVideo.open(ref, shape, decoder));
  }

  /** The same over other frames. */
  Infer withOpener(FrameSource.Opener value) {
    return new Infer(factory, config, value);
  }

  @Override
  public Result expand(PCollection<MediaRef> refs) {
    TupleTag<VideoScores> scores = new TupleTag<>() {};
    TupleTag<Failure> failures = new TupleTag<>() {};
    PCollectionTuple outputs =
        refs.apply("Spread", new PackMedia())
            .apply(
                "Score",
                ParDo.of(new InferFn(factory, opener, config, scores, failures))
                    .withOutputTags(scores, TupleTagList.of(failures)));
    outputs.get(scores).setCoder(VideoScoresCoder.of());
    outputs.get(failures).setCoder(FailureCoder.of());
    return new Result(outputs, scores, failures);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("strides", config.strides().toString()))
        .add(DisplayData.item("frames", config.frames().name()))
        .add(DisplayData.item("maxCalls", config.maxCalls()))
        .add(DisplayData.item("maxBytes", config.maxBytes()));
  }

  /** Scores, and what failed. */
  public static final class Result implements POutput {
    private final PCollectionTuple outputs;
    private final TupleTag<VideoScores> scores;
    private final TupleTag<Failure> failures;

    private Result(
        PCollectionTuple outputs, TupleTag<VideoScores> scores, TupleTag<Failure> failures) {
      this.outputs = outputs;
      this.scores = scores;
      this.failures = failures;
    }

    /** One element for every video that gave frames and got its answers. */
    public PCollection<VideoScores> scores() {
      return outputs.get(scores);
    }

    /** What went wrong, in stages read, decode and infer. */
    public PCollection<Failure> failures() {
      return outputs.get(failures);
    }

    @Override
    public Pipeline getPipeline() {
      return outputs.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return outputs.expand();
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {
      outputs.finishSpecifyingOutput(transformName, input, transform);
    }
  }
}
