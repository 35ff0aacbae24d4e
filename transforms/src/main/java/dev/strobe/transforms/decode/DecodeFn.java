package dev.strobe.transforms.decode;

import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.failure.Stage;
import dev.strobe.transforms.media.MediaRef;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Decodes one video after the other; each batch goes out before the next is decoded. */
final class DecodeFn extends DoFn<MediaRef, KV<String, FrameBatch>> {
  private static final String METRICS = "DecodeFrames";
  private static final String NOT_DECODABLE = "NOT_DECODABLE";

  private final FrameShape shape;
  private final int batchFrames;
  private final DecoderConfig config;
  private final TupleTag<KV<String, FrameBatch>> batchesTag;
  private final TupleTag<Failure> failuresTag;
  private final Counter videos = Metrics.counter(METRICS, "videos");
  private final Counter frames = Metrics.counter(METRICS, "frames");
  private final Counter failures = Metrics.counter(METRICS, "failures");

  DecodeFn(
      FrameShape shape,
      int batchFrames,
      DecoderConfig config,
      TupleTag<KV<String, FrameBatch>> batchesTag,
      TupleTag<Failure> failuresTag) {
    this.shape = shape;
    this.batchFrames = batchFrames;
    this.config = config;
    this.batchesTag = batchesTag;
    this.failuresTag = failuresTag;
  }

  @ProcessElement
  public void decode(@Element MediaRef ref, MultiOutputReceiver out) {
    videos.inc();
    try (VideoDecoder decoder = VideoDecoder.open(ref.uri(), ref.open(), shape, config)) {
      Optional<FrameBatch> batch = decoder.next(batchFrames);
      while (batch.isPresent()) {
        frames.inc(batch.get().count());
        out.get(batchesTag).output(KV.of(ref.uri(), batch.get()));
        batch = decoder.next(batchFrames);
      }
      decoder
          .problem()
          .ifPresent(wrong -> fail(ref, Stage.DECODE, wrong.kind().name(), wrong.message(), out));
    } catch (DecodeException e) {
      fail(ref, Stage.DECODE, NOT_DECODABLE, String.valueOf(e.getMessage()), out);
    } catch (IOException e) {
      String message = ref.uri() + " cannot be read: " + e.getMessage();
      fail(ref, Stage.READ, e.getClass().getSimpleName(), message, out);
    }
  }

  private void fail(
      MediaRef ref, Stage stage, String error, String message, MultiOutputReceiver out) {
    failures.inc();
    out.get(failuresTag).output(new Failure(ref.uri(), stage, error, message, 1, Instant.now()));
  }
}
