package dev.strobe.transforms.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.strobe.transforms.infer.FrameSeries;
import dev.strobe.transforms.infer.KeptFrames;
import dev.strobe.transforms.infer.ModelVersion;
import dev.strobe.transforms.infer.ScoreRows;
import dev.strobe.transforms.infer.StrideScores;
import dev.strobe.transforms.infer.VideoFacts;
import dev.strobe.transforms.infer.VideoScores;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases worked out by a separate program after the published client's description. */
class PublishedClientTest {
  private static final double TOLERANCE = 1e-5;

  record Case(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = PublishedClientTest.class.getResourceAsStream("published-client.json")) {
      JsonNode all = new ObjectMapper().readTree(in).get("cases");
      return StreamSupport.stream(all.spliterator(), false)
          .map(json -> new Case(json.get("name").asText(), json));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void countIsThePublishedClients(Case given) {
    JsonNode expected = given.json.get("expected");
    RepetitionCount count = new RepetitionCounter(options(given.json)).count(scores(given.json));
    assertThat(count.stride()).isEqualTo(expected.get("stride").asInt());
    assertThat(count.repetitions()).isCloseTo(expected.get("total").asDouble(), within(TOLERANCE));
    assertNumber(count.periodFrames(), expected.get("period"), Double.POSITIVE_INFINITY);
    assertNumber(count.score(), expected.get("score"), Double.NaN);
    assertSeries(count.frames().withinPeriod(), expected.get("within"));
    assertSeries(count.frames().counts(), expected.get("counts"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void strideScoresAreThePublishedClients(Case given) {
    VideoScores scores = scores(given.json);
    StrideChoice choice = new StrideChoice(options(given.json));
    double[] actual =
        scores.strides().stream().mapToDouble(stride -> choice.score(scores, stride)).toArray();
    assertSeries(FrameSeries.of(actual), given.json.get("expected").get("strideScores"));
  }

  private static void assertNumber(double actual, JsonNode expected, double ifNull) {
    if (expected.isNull()) {
      assertThat(Double.valueOf(actual)).isEqualTo(Double.valueOf(ifNull));
    } else {
      assertThat(actual).isCloseTo(expected.asDouble(), within(TOLERANCE));
    }
  }

  private static void assertSeries(FrameSeries actual, JsonNode expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i))
          .as("frame %d", i)
          .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE));
    }
  }

  private static CountingOptions options(JsonNode json) {
    return new CountingOptions(
        Scoring.REFERENCE,
        json.get("threshold").asDouble(),
        json.get("withinPeriodThreshold").asDouble(),
        json.get("constantSpeed").asBoolean(),
        json.get("medianFilter").asBoolean(),
        json.get("fullyPeriodic").asBoolean(),
        json.get("batch").asInt());
  }

  private static VideoScores scores(JsonNode json) {
    VideoFacts video =
        new VideoFacts(
            json.get("name").asText(),
            25,
            8,
            8,
            FrameSeries.of(new double[json.get("frames").asInt()]));
    List<StrideScores> strides = new ArrayList<>();
    for (JsonNode stride : json.get("strides")) {
      strides.add(
          StrideScores.tiling(
              stride.get("stride").asInt(), json.get("window").asInt(), rows(stride.get("rows"))));
    }
    int classes = strides.get(0).rows().classes();
    return new VideoScores(
        video,
        KeptFrames.all(video.frameCount()),
        new ModelVersion("repnet", 1),
        json.get("window").asInt(),
        strides,
        ScoreRows.none(classes));
  }

  private static ScoreRows rows(JsonNode rows) {
    int classes = rows.get(0).size() - 1;
    float[] period = new float[rows.size() * classes];
    float[] periodicity = new float[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int c = 0; c < classes; c++) {
        period[row * classes + c] = rows.get(row).get(c).asInt() / 1000f;
      }
      periodicity[row] = rows.get(row).get(classes).asInt() / 1000f;
    }
    return ScoreRows.of(classes, period, periodicity);
  }
}
