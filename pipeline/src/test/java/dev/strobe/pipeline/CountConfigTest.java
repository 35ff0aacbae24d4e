package dev.strobe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.transforms.count.CountingOptions;
import dev.strobe.transforms.count.Scoring;
import dev.strobe.transforms.infer.PeriodModel;
import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.SignatureSpec;
import dev.strobe.transforms.predictor.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountConfigTest {

  @Test
  void defaultsCountTheBundledSamplesWithTheBundledModel() throws Exception {
    CountConfig config = CountConfig.from(Flags.parse());

    assertThat(config.input()).isEqualTo("testdata/videos");
    assertThat(config.output()).isEqualTo("out");
    assertThat(config.serving().embedded()).isTrue();
    assertThat(config.serving().modelBasePath()).isEqualTo("testdata/models");
    assertThat(config.serving().modelName()).isEqualTo("repnet-small");
    assertThat(config.strides()).containsExactly(1, 2, 4, 8);
    assertThat(config.counting()).isEqualTo(CountingOptions.joint().withMedianFilter(true));
  }

  @Test
  void everyFlagArrives() throws Exception {
    CountConfig config =
        CountConfig.from(
            Flags.parse(
                "--input=a,b",
                "--output=o",
                "--servingTarget=dns:///models:8500",
                "--modelBasePath=m",
                "--modelName=n",
                "--servingTimeoutSeconds=7",
                "--scoring=reference",
                "--strides=2,8",
                "--threshold=0.25",
                "--withinPeriodThreshold=0.75",
                "--medianFilter=false",
                "--constantSpeed",
                "--fullyPeriodic=true"));

    assertThat(config.input()).isEqualTo("a,b");
    assertThat(config.output()).isEqualTo("o");
    assertThat(config.serving().target()).isEqualTo("dns:///models:8500");
    assertThat(config.serving().modelBasePath()).isEqualTo("m");
    assertThat(config.serving().modelName()).isEqualTo("n");
    assertThat(config.serving().timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.strides()).isEqualTo(List.of(2, 8));
    assertThat(config.counting())
        .isEqualTo(
            CountingOptions.reference()
                .withThreshold(0.25)
                .withWithinPeriodThreshold(0.75)
                .withMedianFilter(false)
                .withConstantSpeed(true)
                .withFullyPeriodic(true));
  }

  @Test
  void thresholdsFollowTheScoringUnlessGiven() throws Exception {
    CountConfig config = CountConfig.from(Flags.parse("--scoring=reference", "--threshold=0.3"));

    assertThat(config.counting().scoring()).isEqualTo(Scoring.REFERENCE);
    assertThat(config.counting().threshold()).isEqualTo(0.3);
    assertThat(config.counting().withinPeriodThreshold())
        .isEqualTo(CountingOptions.reference().withinPeriodThreshold());
  }

  @Test
  void publishedModelIsScoredItsOwnWayUnlessAskedForAnother() throws Exception {
    CountConfig config = CountConfig.from(Flags.parse(), published());
    assertThat(config.counting().scoring()).isEqualTo(Scoring.CORRECTED);
    assertThat(config.strides()).containsExactly(1, 2, 3, 4);

    CountConfig asked = CountConfig.from(Flags.parse("--scoring=joint"), published());
    assertThat(asked.counting().scoring()).isEqualTo(Scoring.JOINT);
    assertThat(asked.strides()).containsExactly(1, 2, 4, 8);
  }

  private static PeriodModel published() {
    List<Long> frames = List.of(-1L, 64L, 112L, 112L, 3L);
    List<Long> logits = List.of(-1L, 64L, 32L);
    return PeriodModel.of(
        new ModelSpec(
            "repnet",
            1,
            Map.of(
                "serving_default",
                new SignatureSpec(
                    Map.of("input_1", floats("input_1", frames)),
                    Map.of(
                        "output_1",
                        floats("output_1", logits),
                        "output_2",
                        floats("output_2", logits))))));
  }

  private static TensorSpec floats(String name, List<Long> shape) {
    return new TensorSpec(name, Optional.of(ElementType.FLOAT), Optional.of(shape));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--scoring=best            | --scoring must be one of reference, corrected, joint but was 'best'",
        "--strides=0,1             | --strides must be different numbers in [1, 64] but were [0, 1]",
        "--strides=2,2             | --strides must be different numbers in [1, 64] but were [2, 2]",
        "--threshold=1.5           | --threshold must be in [0, 1] but was 1.5",
        "--withinPeriodThreshold=-1| --withinPeriodThreshold must be in [0, 1] but was -1.0",
        "--servingTimeoutSeconds=0 | --servingTimeoutSeconds must be in [1, 3600] but was 0",
        "--servingTarget=          | --servingTarget must be 'embedded' or a gRPC target",
        "--output=                 | --output must be a folder but was empty",
      })
  void nonsenseIsNamedWithItsValueAndWhatIsAllowed(String flag, String message) throws Exception {
    CountOptions options = Flags.parse(flag.strip());

    assertThatThrownBy(() -> CountConfig.from(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.strip());
  }
}
