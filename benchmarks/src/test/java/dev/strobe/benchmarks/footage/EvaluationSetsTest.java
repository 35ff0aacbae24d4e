package dev.strobe.benchmarks.footage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.models.render.RgbVideoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationSetsTest {
  private static final int GREY = 128;

  @TempDir Path folder;

  @Test
  void clipsGetFootageAndHeldFramesAroundThemAndKeepTheirCounts() throws Exception {
    Path clips = Files.createDirectories(folder.resolve("clips"));
    video(clips.resolve("bright.mp4"), 60, 200);
    video(clips.resolve("still.mp4"), 30, 200);
    Files.writeString(
        clips.resolve("INDEX.tsv"), "true_count\tfile\n5\tbright.mp4\n0\tstill.mp4\n");
    Path footage = Files.createDirectories(folder.resolve("footage"));
    video(footage.resolve("dark.mp4"), 80, 40);

    EvaluationSets.write(ClipSet.read(clips), footage, folder.resolve("sets"));

    ClipSet partly = ClipSet.read(folder.resolve("sets/partly1"));
    assertThat(partly.clips()).containsExactly(new LabelledClip("00_rr_bright.mp4", 5, ""));
    Footage made = Footage.probe(partly.path(partly.clips().get(0)));
    assertThat(made.frames()).isBetween(60 + 2 * 40, 60 + 2 * 48);
    assertThat(made.framesPerSecond()).isEqualTo(30);
    assertThat(made.still(0).get(0) & 0xff).isLessThan(GREY);
    assertThat(made.still(made.frames() / 2).get(0) & 0xff).isGreaterThan(GREY);
    assertThat(made.still(made.frames() - 1).get(0) & 0xff).isLessThan(GREY);

    ClipSet negatives = ClipSet.read(folder.resolve("sets/negatives"));
    assertThat(negatives.clips()).hasSize(2 + 11).noneMatch(LabelledClip::repeats);
    assertThat(negatives.clips())
        .extracting(LabelledClip::file)
        .contains("dark.mp4", "still.mp4", "shake35.mp4")
        .allSatisfy(file -> assertThat(folder.resolve("sets/negatives").resolve(file)).exists());
  }

  @Test
  void cropOfTheWholePictureIsThePicture() throws IOException {
    Path file = folder.resolve("a.mp4");
    video(file, 2, 90);
    Footage footage = Footage.probe(file);
    ByteBuffer still = footage.still(1);
    assertThat(new Crop(still, footage.size()).of(1, 0, 0)).isEqualTo(still);
  }

  @Test
  void randomWaysHaveTheirDeviation() {
    double[] way = Wander.swaying(new java.util.Random(1), 500, 20, 2);
    double mean = Arrays.stream(way).average().orElseThrow();
    assertThat(Arrays.stream(way).map(v -> (v - mean) * (v - mean)).average().orElseThrow())
        .isBetween(0.99, 1.01);
    assertThat(List.of(Wander.even(3, 1, 2)[0], Wander.even(3, 1, 2)[1])).containsExactly(1.0, 1.5);
  }

  private static void video(Path file, int frames, int level) throws IOException {
    byte[] pixels = new byte[32 * 32 * 3];
    Arrays.fill(pixels, (byte) level);
    try (RgbVideoWriter writer = RgbVideoWriter.create(file, 32, 32, 30)) {
      for (int i = 0; i < frames; i++) {
        writer.write(ByteBuffer.wrap(pixels));
      }
      writer.finish();
    }
  }
}
