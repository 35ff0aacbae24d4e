package dev.strobe.server.rest.json;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.strobe.protos.serving.SerializedInput;
import dev.strobe.protos.tensorflow.BytesList;
import dev.strobe.protos.tensorflow.Example;
import dev.strobe.protos.tensorflow.Feature;
import dev.strobe.protos.tensorflow.FloatList;
import dev.strobe.protos.tensorflow.Int64List;
import dev.strobe.server.status.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExampleReaderTest {

  @Test
  void kindOfAFeatureFollowsItsValues() throws Exception {
    assertThat(feature("1.5")).isEqualTo(floats(1.5f));
    assertThat(feature("[1e0, NaN, -Infinity, 1e39]"))
        .isEqualTo(floats(1, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
    assertThat(feature("7")).isEqualTo(integers(7));
    assertThat(feature("[true, false, -9223372036854775808]"))
        .isEqualTo(integers(1, 0, Long.MIN_VALUE));
    assertThat(feature("\"a\\n\"")).isEqualTo(bytes("a\n"));
    assertThat(feature("[{\"b64\": \"YWJj\"}, \"d\"]")).isEqualTo(bytes("abc", "d"));
    assertThat(feature("[]")).isEqualTo(Feature.getDefaultInstance());
    assertThat(feature("18446744073709551616")).isEqualTo(floats(0x1p64f));
  }

  @Test
  void lastFeatureOfANameCounts() throws Exception {
    assertThat(feature("1.5, \"x\": \"a\"")).isEqualTo(bytes("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | Feature: x has element with unexpected JSON type: Null",
        "[1, [2]] | Feature: x has element with unexpected JSON type: Array",
        "{\"a\": 1} | Feature: x has element with unexpected JSON type: Object",
        "{} | Feature: x has element with unexpected JSON type: Object",
        "[1.0, 2] | Unexpected element type in feature: x expecting type: float",
        "[1, 2.0] | Unexpected element type in feature: x expecting type: int64",
        "[\"a\", true] | Unexpected element type in feature: x expecting type: bytes",
        "9223372036854775808 | Feature: x has uint64_t element. Only int64_t is supported.",
        "{\"b64\": \"*\"} | Unable to base64 decode",
      })
  void valuesThatAreNoFeatureAreRefused(String value, String message) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, () -> feature(value)).hasMessage(message);
  }

  @Test
  void contextMayStandAnywhere() throws Exception {
    ExampleInputs inputs =
        read(
            "{\"examples\": [{\"x\": 1}, {}], \"signature_name\": \"s\", \"context\": {\"y\": 2}}");
    assertThat(inputs.signatureName()).isEqualTo("s");
    SerializedInput input = inputs.input();
    assertThat(input.getExampleListWithContext().getExamplesCount()).isEqualTo(2);
    Example context = Example.parseFrom(input.getExampleListWithContext().getContext());
    assertThat(context.getFeatures().getFeatureOrThrow("y")).isEqualTo(integers(2));
  }

  @Test
  void syntaxGoesBeforeEverythingElse() {
    assertThatThrownBy(() -> read("{\"signature_name\": 5, \"examples\": [nul]}"))
        .hasMessageStartingWith("JSON Parse error: Invalid value.");
  }

  private static Feature feature(String value) throws InvalidProtocolBufferException {
    SerializedInput input = read("{\"examples\": [{\"x\": " + value + "}]}").input();
    return Example.parseFrom(input.getExampleList().getExamples(0))
        .getFeatures()
        .getFeatureOrThrow("x");
  }

  private static ExampleInputs read(String body) {
    return ExampleReader.read(Texts.text(body));
  }

  private static Feature floats(float... values) {
    var list = FloatList.newBuilder();
    for (float value : values) {
      list.addValue(value);
    }
    return Feature.newBuilder().setFloatList(list).build();
  }

  private static Feature integers(long... values) {
    var list = Int64List.newBuilder();
    for (long value : values) {
      list.addValue(value);
    }
    return Feature.newBuilder().setInt64List(list).build();
  }

  private static Feature bytes(String... values) {
    var list = BytesList.newBuilder();
    for (String value : values) {
      list.addValue(ByteString.copyFromUtf8(value));
    }
    return Feature.newBuilder().setBytesList(list).build();
  }
}
