package dev.strobe.transforms.decode;

import static java.util.Objects.requireNonNull;

import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.failure.FailureCoder;
import dev.strobe.transforms.media.MediaRef;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Turns videos into batches of frames, keyed by the video's uri.
 *
 * <p>Batches are large: keep whatever consumes them in the same stage, where they are handed on in
 * memory, and group or reshuffle only what comes out of that. A video that gives no frames is a
 * failure, one that breaks off is both. Each output has its video's time and window. Bounded or not
 * as the input is; a bundle that is tried again gives the same.
 */
public final class DecodeFrames extends PTransform<PCollection<MediaRef>, DecodeFrames.Result> {
  private static final int BATCH_BYTES = 16 << 20;
  private static final int MOST_FRAMES = 256;

  private final FrameShape shape;
  private final int batchFrames;
  private final DecoderConfig config;

  private DecodeFrames(FrameShape shape, int batchFrames, DecoderConfig config) {
    this.shape = requireNonNull(shape, "shape");
    this.batchFrames = batchFrames;
    this.config = requireNonNull(config, "config");
  }

  /** Frames of one shape, up to 256 of them or 16 MiB to a batch. */
  public static DecodeFrames of(FrameShape shape) {
    int fitting = Math.max(1, BATCH_BYTES / shape.bytes());
    return new DecodeFrames(shape, Math.min(MOST_FRAMES, fitting), DecoderConfig.defaults());
  }

  /** As many frames to a batch but the last of a video. */
  public DecodeFrames withBatchFrames(int value) {
    if (value < 1 || value > Integer.MAX_VALUE / shape.bytes()) {
      throw new IllegalArgumentException(
          "batchFrames must be in [1, %d] but was %d"
              .formatted(Integer.MAX_VALUE / shape.bytes(), value));
    }
    return new DecodeFrames(shape, value, config);
  }

  public DecodeFrames withDecoder(DecoderConfig value) {
    return new DecodeFrames(shape, batchFrames, value);
  }

  @Override
  public Result expand(PCollection<MediaRef> refs) {
    TupleTag<KV<String, FrameBatch>> batches = new TupleTag<>() {};
    TupleTag<Failure> failures = new TupleTag<>() {};
    PCollectionTuple outputs =
        refs.apply("Spread", Reshuffle.viaRandomKey())
            .apply(
                "Decode",
                ParDo.of(new DecodeFn(shape, batchFrames, config, batches, failures))
                    .withOutputTags(batches, TupleTagList.of(failures)));
    outputs.get(batches).setCoder(KvCoder.of(StringUtf8Coder.of(), FrameBatchCoder.of()));
    outputs.get(failures).setCoder(FailureCoder.of());
    return new Result(outputs, batches, failures);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("shape", shape.toString()))
        .add(DisplayData.item("batchFrames", batchFrames))
        .add(DisplayData.item("decoder", config.toString()));
  }

  /** Frames, and what failed. */
  public static final class Result implements POutput {
    private final PCollectionTuple outputs;
    private final TupleTag<KV<String, FrameBatch>> batches;
    private final TupleTag<Failure> failures;

    private Result(
        PCollectionTuple outputs,
        TupleTag<KV<String, FrameBatch>> batches,
        TupleTag<Failure> failures) {
      this.outputs = outputs;
      this.batches = batches;
      this.failures = failures;
    }

    /** The batches of each video by its uri, in no order. */
    public PCollection<KV<String, FrameBatch>> batches() {
      return outputs.get(batches);
    }

    /** What went wrong, in stages read and decode. */
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
