package dev.strobe.models.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SamplesTest {
  private static final Path BUNDLED = Path.of("..", "testdata", "videos");
  private static final long MOST_BYTES = 300_000;

  static List<Sample> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void motionGoesThroughTheTrueNumberOfCycles(Sample sample) {
    Timing timing = sample.timing();
    double[] cycles = new double[timing.frames() + 1];
    long ticks = 0;
    for (int frame = 0; frame <= timing.frames(); frame++) {
      cycles[frame] = sample.motion().cyclesAt((double) ticks / timing.ticksPerSecond());
      ticks += frame < timing.frames() ? timing.duration(frame) : 0;
    }
    assertThat(cycles[0]).isCloseTo(0, within(1e-9));
    assertThat(cycles[timing.frames()]).isCloseTo(sample.trueCount(), within(0.05));
    assertThat(cycles).isSorted();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bundledFileIsSmall(Sample sample) throws IOException {
    assertThat(Files.size(BUNDLED.resolve(sample.file()))).isBetween(1000L, MOST_BYTES);
  }

  @Test
  void bundledIndexIsThatOfTheSamples(@TempDir Path directory) throws IOException {
    Path index = directory.resolve("INDEX.tsv");
    SampleIndex.write(index, Samples.all());
    assertThat(BUNDLED.resolve("INDEX.tsv")).hasSameTextualContentAs(index);
  }

  @Test
  void variableTimingAddsUp() {
    Timing timing = new Timing(600, 240, 20, 30);
    assertThat(IntStream.range(0, 240).map(timing::duration).sum()).isEqualTo(6000);
    assertThat(timing.framesPerSecond()).isEqualTo(24);
  }
}
