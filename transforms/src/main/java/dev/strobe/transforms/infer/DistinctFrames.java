package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecodeProblem;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.decode.VideoInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a source without those that {@link RepeatRule} finds to repeat the one before.
 * Reads a little ahead: in memory are the batch asked for and some 64 frames. Where the source
 * cannot be decoded any more, the frames before that are handed out first. Used by one thread.
 */
final class DistinctFrames implements FrameSource {
  private static final int READ_FRAMES = 64;

  private final FrameSource source;
  private final FrameShape shape;
  private final FrameLog log;
  private final RepeatRule rule = new RepeatRule();

  /** Frames about which the rule has not been asked yet, in order. */
  private final ArrayDeque<Picture> undecided = new ArrayDeque<>();

  private final ArrayDeque<Picture> kept = new ArrayDeque<>();
  private @Nullable Picture newest;
  private @Nullable DecodeException failure;
  private boolean ended;
  private long given;

  DistinctFrames(FrameSource source, FrameShape shape, FrameLog log) {
    this.source = source;
    this.shape = shape;
    this.log = log;
  }

  @Override
  public VideoInfo info() {
    return source.info();
  }

  @Override
  public Optional<FrameBatch> next(int frames) throws DecodeException, IOException {
    while (kept.size() < frames && !ended) {
      read();
    }
    if (!kept.isEmpty()) {
      return Optional.of(give(Math.min(frames, kept.size())));
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  private void read() throws IOException {
    Optional<FrameBatch> batch = Optional.empty();
    try {
      batch = source.next(READ_FRAMES);
    } catch (DecodeException e) {
      failure = e;
    }
    batch.ifPresent(this::take);
    ended = batch.isEmpty();
    if (ended) {
      decideBefore(rule.frames());
    }
  }

  private void take(FrameBatch batch) {
    int first = log.frames();
    int bytes = batch.shape().bytes();
    double[] times = batch.timesSeconds();
    ByteBuffer pixels = batch.pixels();
    log.decoded(batch);
    for (int i = 0; i < batch.count(); i++) {
      Picture picture = new Picture(first + i, times[i], pixels.slice(i * bytes, bytes));
      rule.add(newest == null ? 0 : newest.changeTo(picture));
      newest = picture;
      undecided.add(picture);
      decideBefore(rule.frames() - RepeatRule.REACH);
    }
  }

  private void decideBefore(int frame) {
    while (!undecided.isEmpty() && undecided.getFirst().frame < frame) {
      Picture picture = undecided.removeFirst();
      if (!rule.repeats(picture.frame)) {
        kept.add(picture.copy());
        log.kept(picture.frame);
      }
    }
  }

  private FrameBatch give(int count) {
    ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(count, shape.bytes()));
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      Picture picture = kept.removeFirst();
      pixels.put(picture.pixels);
      times[i] = picture.timeSeconds;
    }
    FrameBatch batch = FrameBatch.of(given, shape, pixels.flip(), times);
    given += count;
    return batch;
  }

  @Override
  public Optional<DecodeProblem> problem() {
    return source.problem();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** One frame of the video. */
  private record Picture(int frame, double timeSeconds, ByteBuffer pixels) {

    /** Mean difference of their bytes. */
    double changeTo(Picture other) {
      long sum = 0;
      for (int i = 0; i < pixels.limit(); i++) {
        sum += Math.abs((pixels.get(i) & 0xff) - (other.pixels.get(i) & 0xff));
      }
      return (double) sum / pixels.limit();
    }

    /** So that it does not hold on to a batch most of which may be left out. */
    Picture copy() {
      ByteBuffer own = ByteBuffer.allocate(pixels.limit());
      own.put(pixels.duplicate()).flip();
      return new Picture(frame, timeSeconds, own);
    }
  }
}
