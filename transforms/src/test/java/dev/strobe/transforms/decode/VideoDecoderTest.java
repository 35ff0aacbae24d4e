package dev.strobe.transforms.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.strobe.transforms.decode.Testdata.Decoded;
import dev.strobe.transforms.decode.Testdata.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VideoDecoderTest {

  static List<Sample> samples() {
    return Testdata.samples();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFrameOfEverySampleComesOutOnce(Sample sample) throws Exception {
    Decoded decoded = Testdata.decode(sample.file(), Testdata.GREY, 100);
    assertThat(decoded.frames()).isEqualTo(sample.frames());
    assertThat(decoded.problem()).isEmpty();
    assertThat(decoded.info().framesPerSecond()).isCloseTo(sample.framesPerSecond(), within(1e-3));
    assertThat(decoded.info().declaredFrames()).isEqualTo(sample.frames());
    assertThat(decoded.info().width()).isEqualTo(sample.width());
    assertThat(decoded.info().height()).isEqualTo(sample.height());
  }

  @Test
  void timesFollowTheFrameRate() throws Exception {
    double[] times =
        Testdata.decode(Testdata.video("hammer.mov"), Testdata.GREY, 64).timesSeconds();
    for (int frame = 0; frame < times.length; frame++) {
      assertThat(times[frame]).isCloseTo(frame * 1001 / 30_000.0, within(1e-9));
    }
  }

  @Test
  void timesFollowAVariableFrameRate() throws Exception {
    double[] times =
        Testdata.decode(Testdata.video("see_saw_variable_rate.mp4"), Testdata.GREY, 64)
            .timesSeconds();
    long ticks = 0;
    for (int frame = 0; frame < 240; frame++) {
      assertThat(times[frame]).isCloseTo(ticks / 600.0, within(1e-9));
      ticks += 20 + Math.round(10f * frame / 239);
    }
  }

  @Test
  void allBatchesButTheLastAreFull() throws Exception {
    Decoded decoded = Testdata.decode(Testdata.video("pendulum.mp4"), Testdata.COLOUR, 100);
    assertThat(decoded.batches()).extracting(FrameBatch::count).containsExactly(100, 100, 80);
    assertThat(decoded.batches())
        .extracting(FrameBatch::firstFrame)
        .containsExactly(0L, 100L, 200L);
    assertThat(decoded.batches().get(2).pixels().remaining())
        .isEqualTo(80 * Testdata.COLOUR.bytes());
  }

  @Test
  void batchSizeDoesNotChangeThePixels() throws Exception {
    var file = Testdata.video("jumping_jacks.mp4");
    assertThat(pixels(Testdata.decode(file, Testdata.COLOUR, 7)))
        .isEqualTo(pixels(Testdata.decode(file, Testdata.COLOUR, 1000)));
  }

  @Test
  void moreThreadsGiveTheSamePixels() throws Exception {
    var file = Testdata.video("bouncing_ball.mp4");
    var threaded =
        Testdata.decode(
            VideoDecoder.open(
                "ball",
                FileChannel.open(file),
                Testdata.GREY,
                DecoderConfig.defaults().withThreads(3)),
            50);
    assertThat(pixels(threaded)).isEqualTo(pixels(Testdata.decode(file, Testdata.GREY, 50)));
  }

  @Test
  void manyDecodersCanBeOpenAtOnce() throws Exception {
    byte[] file = Files.readAllBytes(Testdata.video("pendulum.mp4"));
    List<VideoDecoder> open = new ArrayList<>();
    try {
      for (int i = 0; i < 25; i++) {
        open.add(
            VideoDecoder.open(
                "clip " + i, BytesChannel.of(file), Testdata.GREY, DecoderConfig.defaults()));
      }
      for (VideoDecoder decoder : open) {
        assertThat(decoder.next(300)).hasValueSatisfying(b -> assertThat(b.count()).isEqualTo(280));
      }
    } finally {
      for (VideoDecoder decoder : open) {
        decoder.close();
      }
    }
  }

  @Test
  void closingClosesTheChannelOnce() throws Exception {
    BytesChannel channel = BytesChannel.of(Files.readAllBytes(Testdata.video("pendulum.mp4")));
    VideoDecoder decoder =
        VideoDecoder.open("clip", channel, Testdata.GREY, DecoderConfig.defaults());
    assertThat(channel.isOpen()).isTrue();
    decoder.close();
    decoder.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> decoder.next(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void channelThatFailsOnTheWayIsAnIoFailure() throws Exception {
    byte[] file = Files.readAllBytes(Testdata.broken("truncated.mp4"));
    BytesChannel channel = BytesChannel.failingAt(file.length - 2000, file);
    assertThatThrownBy(
            () -> {
              try (VideoDecoder decoder =
                  VideoDecoder.open("clip", channel, Testdata.GREY, DecoderConfig.defaults())) {
                while (decoder.next(1).isPresent()) {}
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the line is dead");
  }

  @Test
  void tooManyPixelsAreRefused() {
    DecoderConfig small = DecoderConfig.defaults().withMaxPixels(320 * 240 - 1);
    assertThatThrownBy(
            () ->
                VideoDecoder.open(
                    "clip", FileChannel.open(Testdata.video("pendulum.mp4")), Testdata.GREY, small))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("320 x 240")
        .hasMessageContaining("76799");
  }

  @Test
  void unreasonableBatchIsRefused() throws Exception {
    try (VideoDecoder decoder =
        VideoDecoder.open(
            "clip",
            FileChannel.open(Testdata.video("pendulum.mp4")),
            new FrameShape(4096, 4096, 3),
            DecoderConfig.defaults())) {
      assertThatThrownBy(() -> decoder.next(0)).hasMessageContaining("[1, 42]");
      assertThatThrownBy(() -> decoder.next(43)).hasMessageContaining("but was 43");
    }
  }

  private static ByteBuffer pixels(Decoded decoded) {
    int bytes = decoded.batches().stream().mapToInt(b -> b.pixels().remaining()).sum();
    ByteBuffer all = ByteBuffer.allocate(bytes);
    decoded.batches().forEach(batch -> all.put(batch.pixels()));
    return all.flip();
  }
}
