package dev.strobe.transforms.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.strobe.transforms.failure.Failure;
import dev.strobe.transforms.failure.Stage;
import dev.strobe.transforms.media.MediaRef;
import dev.strobe.transforms.media.MediaRefCoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
final class DecodeFramesTest {
  private static final FrameShape SHAPE = new FrameShape(12, 16, 3);

  @Test
  void everyBatchIsAnElementUnderItsVideo(TestPipeline pipeline) {
    Path pendulum = Testdata.video("pendulum.mp4");
    var result = pipeline.apply(create(pendulum)).apply(DecodeFrames.of(SHAPE).withBatchFrames(99));
    PAssert.that(
            result
                .batches()
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via(DecodeFramesTest::firstAndCount)))
        .containsInAnyOrder("pendulum.mp4 0+99", "pendulum.mp4 99+99", "pendulum.mp4 198+82");
    PAssert.that(result.failures()).empty();
    var unused = pipeline.run();
  }

  @Test
  void badVideosBecomeRowsAndTheOthersFrames(TestPipeline pipeline) {
    var result =
        pipeline
            .apply(
                create(
                    Testdata.broken("empty.mp4"),
                    Testdata.broken("truncated.mp4"),
                    Testdata.broken("not there.mp4"),
                    Testdata.video("kite.mp4")))
            .apply(DecodeFrames.of(SHAPE));
    PAssert.that(
            result.batches().apply(MapElements.into(TypeDescriptors.strings()).via(KV::getKey)))
        .satisfies(
            uris -> {
              assertThat(uris).hasSize(2).anyMatch(uri -> uri.endsWith("truncated.mp4"));
              return null;
            });
    PAssert.that(result.failures())
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(Failure::stage, Failure::error)
                  .containsExactlyInAnyOrder(
                      tuple(Stage.DECODE, "NOT_DECODABLE"),
                      tuple(Stage.DECODE, "BROKEN_OFF"),
                      tuple(Stage.READ, "FileNotFoundException"));
              return null;
            });
    var unused = pipeline.run();
  }

  @Test
  void batchesOfUnreasonableSizeAreRefused() {
    assertThatThrownBy(() -> DecodeFrames.of(SHAPE).withBatchFrames(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was 0");
  }

  private static Create.Values<MediaRef> create(Path... files) {
    List<MediaRef> refs =
        Arrays.stream(files)
            .map(file -> new MediaRef(file.toAbsolutePath().normalize().toString(), 0))
            .toList();
    return Create.of(refs).withCoder(MediaRefCoder.of());
  }

  private static String firstAndCount(KV<String, FrameBatch> element) {
    return "%s %d+%d"
        .formatted(
            Path.of(element.getKey()).getFileName(),
            element.getValue().firstFrame(),
            element.getValue().count());
  }
}
