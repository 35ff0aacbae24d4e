package dev.strobe.transforms.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.transforms.decode.DecodeException;
import dev.strobe.transforms.decode.DecodeProblem;
import dev.strobe.transforms.decode.FrameBatch;
import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.decode.VideoInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistinctFramesTest {
  private static final FrameShape SHAPE = new FrameShape(2, 2, 3);

  @Test
  void framesThatRepeatTheOneBeforeAreLeftOut() throws Exception {
    int[] values = {10, 20, 20, 30, 30, 30, 40, 50};
    FrameLog log = new FrameLog();
    assertThat(valuesOf(new Drawn(values, false), log, 3)).containsExactly(10, 20, 30, 40, 50);
    assertThat(log.kept()).isEqualTo(KeptFrames.of(8, 0, 1, 3, 6, 7));
    assertThat(log.times().toArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void batchesAreAsLongAsAskedForAndCountKeptFrames() throws Exception {
    int[] values = IntStream.range(0, 500).map(i -> i / 2 % 2 * 100).toArray();
    DistinctFrames frames = new DistinctFrames(new Drawn(values, false), SHAPE, new FrameLog());
    List<String> batches = new ArrayList<>();
    for (Optional<FrameBatch> next = frames.next(100); next.isPresent(); next = frames.next(100)) {
      batches.add(next.get().firstFrame() + "+" + next.get().count());
    }
    assertThat(batches).containsExactly("0+100", "100+100", "200+50");
  }

  @Test
  void pictureThatNeverChangesIsOneFrame() throws Exception {
    FrameLog log = new FrameLog();
    assertThat(valuesOf(new Drawn(new int[1000], false), log, 64)).containsExactly(0);
    assertThat(log.kept()).isEqualTo(KeptFrames.of(1000, 0));
  }

  @Test
  void framesBeforeTheOneThatCannotBeDecodedAreGivenFirst() throws Exception {
    Drawn broken = new Drawn(new int[] {10, 20, 30}, true);
    DistinctFrames frames = new DistinctFrames(broken, SHAPE, new FrameLog());
    assertThat(frames.next(64)).hasValueSatisfying(b -> assertThat(b.count()).isEqualTo(3));
    assertThatThrownBy(() -> frames.next(64)).isInstanceOf(DecodeException.class);
  }

  @Test
  void littleChangeIsARepeatOnlyAmongMuch() {
    assertThat(kept(3, 3, 0.4, 3, 3, 0.4, 3, 3, 0.4)).containsExactly(0, 1, 2, 4, 5, 7, 8);
    assertThat(kept(0.4, 0.4, 0.4, 0.4, 0.4)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(kept(3, 3, 0.7, 3, 3)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void heldPictureIsARepeatWhateverIsAround() {
    assertThat(kept(0.04, 0.04, 0.04, 0.06)).containsExactly(0, 4);
  }

  @Test
  void motionFurtherAwayThanEightFramesDoesNotMatter() {
    double[] changes = new double[30];
    Arrays.fill(changes, 0.4);
    Arrays.fill(changes, 20, 30, 9);
    assertThat(kept(changes)).contains(12).doesNotContain(19);
  }

  /** Frames kept, given the change from each to the next. */
  private static List<Integer> kept(double... changes) {
    RepeatRule rule = new RepeatRule();
    List<Integer> kept = new ArrayList<>();
    int asked = 0;
    rule.add(0);
    for (double change : changes) {
      rule.add(change);
      while (asked < rule.frames() - RepeatRule.REACH) {
        decide(rule, asked++, kept);
      }
    }
    while (asked < rule.frames()) {
      decide(rule, asked++, kept);
    }
    return kept;
  }

  private static void decide(RepeatRule rule, int frame, List<Integer> kept) {
    if (!rule.repeats(frame)) {
      kept.add(frame);
    }
  }

  private static List<Integer> valuesOf(FrameSource source, FrameLog log, int batch)
      throws Exception {
    List<Integer> values = new ArrayList<>();
    DistinctFrames frames = new DistinctFrames(source, SHAPE, log);
    for (Optional<FrameBatch> next = frames.next(batch);
        next.isPresent();
        next = frames.next(batch)) {
      ByteBuffer pixels = next.get().pixels();
      for (int i = 0; i < next.get().count(); i++) {
        values.add(pixels.get(i * SHAPE.bytes()) & 0xff);
      }
    }
    return values;
  }

  /** Plain frames, a second apart. */
  private static final class Drawn implements FrameSource {
    private final int[] values;
    private final boolean breaks;
    private int next;

    Drawn(int[] values, boolean breaks) {
      this.values = values;
      this.breaks = breaks;
    }

    @Override
    public VideoInfo info() {
      return new VideoInfo(1, 2, 2, -1, 0);
    }

    @Override
    public Optional<FrameBatch> next(int frames) throws DecodeException {
      int count = Math.min(frames, values.length - next);
      if (count == 0 && breaks) {
        throw new DecodeException("drawn", "it breaks");
      } else if (count == 0) {
        return Optional.empty();
      }
      byte[] pixels = new byte[count * SHAPE.bytes()];
      double[] times = new double[count];
      for (int i = 0; i < count; i++) {
        Arrays.fill(pixels, i * SHAPE.bytes(), (i + 1) * SHAPE.bytes(), (byte) values[next + i]);
        times[i] = next + i;
      }
      FrameBatch batch = FrameBatch.of(next, SHAPE, ByteBuffer.wrap(pixels), times);
      next += count;
      return Optional.of(batch);
    }

    @Override
    public Optional<DecodeProblem> problem() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
