package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.Class;
import dev.strobe.protos.serving.ClassificationResult;
import dev.strobe.protos.serving.Classifications;
import dev.strobe.protos.serving.Regression;
import dev.strobe.protos.serving.RegressionResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ResultWriterTest {

  @Test
  void classesArePairsInAListAnExample() {
    var result =
        ClassificationResult.newBuilder()
            .addClassifications(
                Classifications.newBuilder()
                    .addClasses(Class.newBuilder().setLabel("a \"cat\"").setScore(0.1f))
                    .addClasses(Class.newBuilder().setLabel("\u00e4").setScore(1e10f)))
            .addClassifications(Classifications.getDefaultInstance())
            .build();
    assertThat(text(out -> ResultWriter.write(result, out)))
        .isEqualTo("{\n    \"results\": [[[\"a \\\"cat\\\"\", 0.1], [\"\u00e4\", 1e+10]], []]\n}");
  }

  @Test
  void valuesAreAList() {
    var result =
        RegressionResult.newBuilder()
            .addRegressions(Regression.newBuilder().setValue(3))
            .addRegressions(Regression.newBuilder().setValue(Float.NaN))
            .build();
    assertThat(text(out -> ResultWriter.write(result, out)))
        .isEqualTo("{\n    \"results\": [3.0, NaN]\n}");
  }

  private static String text(Consumer<JsonOutput> writer) {
    try (var out = new JsonOutput(UnpooledByteBufAllocator.DEFAULT)) {
      writer.accept(out);
      ByteBuf text = out.finish();
      try {
        return text.toString(UTF_8);
      } finally {
        text.release();
      }
    }
  }
}
