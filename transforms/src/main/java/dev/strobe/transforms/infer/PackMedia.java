package dev.strobe.transforms.infer;

import dev.strobe.transforms.media.MediaRef;
import dev.strobe.transforms.media.MediaRefCoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Instant;

/**
 * Spreads videos over the workers, a few together, so that the calls of one overlap with the
 * decoding of the next. A plain reshuffle would hand them out singly. Packs form within a bundle of
 * the input; windows and timestamps stay as they were.
 */
final class PackMedia extends PTransform<PCollection<MediaRef>, PCollection<MediaRef>> {

  @Override
  public PCollection<MediaRef> expand(PCollection<MediaRef> refs) {
    return refs.apply("Pack", ParDo.of(new PackFn()))
        .setCoder(ListCoder.of(TimestampedValueCoder.of(MediaRefCoder.of())))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Unpack", ParDo.of(new UnpackFn()))
        .setCoder(MediaRefCoder.of());
  }

  /** A few videos that go to one worker: no more than four, or 16 MiB. */
  private static final class Pack {
    private static final int MAX_VIDEOS = 4;
    private static final long MAX_BYTES = 16L << 20;

    private final List<TimestampedValue<MediaRef>> refs = new ArrayList<>();
    private long bytes;

    boolean takes(MediaRef ref) {
      return refs.size() < MAX_VIDEOS && (refs.isEmpty() || bytes + ref.sizeBytes() <= MAX_BYTES);
    }

    void add(MediaRef ref, Instant timestamp) {
      refs.add(TimestampedValue.of(ref, timestamp));
      bytes += ref.sizeBytes();
    }

    Instant earliest() {
      Instant earliest = refs.get(0).getTimestamp();
      for (TimestampedValue<MediaRef> ref : refs) {
        earliest = ref.getTimestamp().isBefore(earliest) ? ref.getTimestamp() : earliest;
      }
      return earliest;
    }
  }

  private static final class PackFn extends DoFn<MediaRef, List<TimestampedValue<MediaRef>>> {
    private transient Map<BoundedWindow, List<Pack>> packs = new HashMap<>();

    @StartBundle
    public void start() {
      packs = new HashMap<>();
    }

    @ProcessElement
    public void add(@Element MediaRef ref, @Timestamp Instant timestamp, BoundedWindow window) {
      List<Pack> list = packs.computeIfAbsent(window, unused -> new ArrayList<>());
      if (list.isEmpty() || !list.get(list.size() - 1).takes(ref)) {
        list.add(new Pack());
      }
      list.get(list.size() - 1).add(ref, timestamp);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      packs.forEach(
          (window, list) ->
              list.forEach(pack -> context.output(pack.refs, pack.earliest(), window)));
      packs.clear();
    }
  }

  private static final class UnpackFn extends DoFn<List<TimestampedValue<MediaRef>>, MediaRef> {
    @ProcessElement
    public void unpack(
        @Element List<TimestampedValue<MediaRef>> pack, OutputReceiver<MediaRef> refs) {
      pack.forEach(ref -> refs.outputWithTimestamp(ref.getValue(), ref.getTimestamp()));
    }
  }
}
