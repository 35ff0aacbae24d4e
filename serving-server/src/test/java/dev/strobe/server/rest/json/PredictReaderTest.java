package dev.strobe.server.rest.json;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PredictReaderTest {
  private static final Map<String, DType> TWO = Map.of("a", DType.FLOAT, "b", DType.FLOAT);

  @Test
  void nestedListsBecomeTheShape() {
    Tensor tensor = read(DType.FLOAT, "{\"instances\": [[[1, 2], [3, 4.5]], [[-5, 6], [7e1, 8]]]}");

    assertThat(tensor.shape()).containsExactly(2, 2, 2);
    assertThat(floats(tensor)).containsExactly(1f, 2f, 3f, 4.5f, -5f, 6f, 70f, 8f);
  }

  @Test
  void aBareColumnValueIsAScalar() {
    assertThat(read(DType.FLOAT, "{\"inputs\": 2.5}").shape()).isEmpty();
    assertThat(read(DType.FLOAT, "{\"inputs\": []}").shape()).containsExactly(0);
    assertThat(read(DType.FLOAT, "{\"inputs\": [[], []]}").shape()).containsExactly(2, 0);
    assertThat(read(DType.FLOAT, "{\"inputs\": {\"x\": [1]}}").shape()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"instances\":[1,2]}",
        " \n{ \"instances\" : [ 1 , 2 ] } trailing",
        "\uFEFF{\"instances\":[1,2],\"instances\":[7]}",
        "{\"signature_name\":\"\",\"instances\":[{\"x\":1},{\"x\":2}]}",
        "{\"instances\":[1,2],\"signature_name\":\"serving_default\",\"signature_name\":\"zz\"}",
        "{\"other\":{\"a\":[1,{\"b\":null}]},\"inst\\u0061nces\":[1,2.0e0]}",
        "{\"inputs\":[1,2]}",
        "{\"inputs\":{\"x\":[1,2],\"more\":[[\"ignored\"]]}}",
        "{\"inputs\":{\"x\":[1,2],\"x\":\"ignored\"}}"
      })
  void theSameTensorIsSaidInManyWays(String json) {
    assertThat(floats(read(DType.FLOAT, json))).containsExactly(1f, 2f);
  }

  @Test
  void numbersBeyondAFloatAreInfiniteOrZero() {
    Tensor tensor =
        read(
            DType.FLOAT, "{\"instances\":[NaN,Infinity,-Infinity,Inf,-Inf,1e39,-1e39,1e-50,-0.0]}");

    assertThat(floats(tensor))
        .containsExactly(
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            0f,
            -0f);
  }

  @Test
  void zeroHasASignOnlyWhereItIsWrittenAsADecimal() {
    Tensor tensor = read(DType.FLOAT, "{\"instances\":[-0,-0.0,-0e0,0,-0.0,-0]}");

    assertThat(floats(tensor)).containsExactly(0f, -0f, -0f, 0f, -0f, 0f);
  }

  @Test
  void integersAreExact() {
    Tensor signed =
        read(
            DType.INT64,
            "{\"instances\":[9007199254740993,-9223372036854775808,9223372036854775807]}");
    assertThat(signed.data().getLong(0)).isEqualTo(9007199254740993L);
    assertThat(signed.data().getLong(8)).isEqualTo(Long.MIN_VALUE);
    assertThat(signed.data().getLong(16)).isEqualTo(Long.MAX_VALUE);

    Tensor unsigned = read(DType.UINT64, "{\"instances\":[18446744073709551615]}");
    assertThat(unsigned.data().getLong(0)).isEqualTo(-1L);
    assertThat(read(DType.UINT32, "{\"inputs\":4294967295}").data().getInt(0)).isEqualTo(-1);
  }

  @Test
  void smallIntegerTypesKeepTheLowestBits() {
    Tensor bytes = read(DType.UINT8, "{\"instances\":[0, 255, 300, -1]}");

    assertThat(bytes.data().get(2)).isEqualTo((byte) 44);
    assertThat(bytes.data().get(3)).isEqualTo((byte) 255);
    assertThat(read(DType.INT16, "{\"inputs\":65537}").data().getShort(0)).isEqualTo((short) 1);
  }

  @Test
  void stringsAreBytesInUtf8OrBase64() {
    Tensor tensor =
        read(
            DType.STRING,
            "{\"instances\":[\"abc\",{\"b64\":\"\\/9j\\/\"},\"\\u00e4\\uD83D\\ude00\\n\",{\"b64\":\"YQ\"},"
                + "{ \"b64\" : \"Y Q = =\" },\"\"]}");

    assertThat(tensor.strings().get(0)).isEqualTo("abc".getBytes(UTF_8));
    assertThat(tensor.strings().get(1)).isEqualTo(new byte[] {-1, -40, -1});
    assertThat(tensor.strings().get(2)).isEqualTo("\u00e4\uD83D\uDE00\n".getBytes(UTF_8));
    assertThat(tensor.strings().get(3)).isEqualTo("a".getBytes(UTF_8));
    assertThat(tensor.strings().get(4)).isEqualTo("a".getBytes(UTF_8));
    assertThat(tensor.strings().get(5)).isEmpty();
  }

  @Test
  void rowsOfObjectsBecomeOneTensorPerInput() {
    PredictInputs inputs =
        PredictReader.read(
            Texts.text("{\"instances\":[{\"a\":[1,2],\"b\":3},{\"b\":6,\"a\":[4,5]}]}"),
            Texts.only(TWO),
            Texts.MEMORY);

    assertThat(inputs.format()).isEqualTo(PredictFormat.ROW);
    assertThat(inputs.tensors().get("a").shape()).containsExactly(2, 2);
    assertThat(floats(inputs.tensors().get("a"))).containsExactly(1f, 2f, 4f, 5f);
    assertThat(inputs.tensors().get("b").shape()).containsExactly(2);
    assertThat(floats(inputs.tensors().get("b"))).containsExactly(3f, 6f);
  }

  @Test
  void theSignatureMayBeNamedBehindTheValues() {
    PredictInputs inputs =
        PredictReader.read(
            Texts.text("{\"inputs\":[1,2],\"signature_name\":\"ints\"}"),
            name ->
                Texts.signature(name, Map.of("x", name.equals("ints") ? DType.INT32 : DType.FLOAT)),
            Texts.MEMORY);

    assertThat(inputs.signatureName()).isEqualTo("ints");
    assertThat(inputs.tensors().get("x").dtype()).isEqualTo(DType.INT32);
  }

  @Test
  void moreElementsThanCommasPromisedStillFit() {
    String rows = "{\"x\":[1,2,3]},".repeat(5000);
    Tensor tensor =
        read(DType.FLOAT, "{\"instances\":[" + rows.substring(0, rows.length() - 1) + "]}");

    assertThat(tensor.shape()).containsExactly(5000, 3);
    assertThat(floats(tensor).subList(14_994, 15_000)).containsExactly(1f, 2f, 3f, 1f, 2f, 3f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | JSON Parse error: The document is empty",
        "`  ` | JSON Parse error: The document is empty. at offset: 2",
        "instances = [1, 2] | JSON Parse error: Invalid value. at offset: 0",
        "{\"instances\":[1,]} | JSON Parse error: Invalid value. at offset: 16",
        "{\"instances\":[1 2]} | Missing a comma or ] after an array element. at offset: 16",
        "{\"instances\":[01]} | Missing a comma or ] after an array element. at offset: 15",
        "{\"instances\":[1.]} | Miss fraction part in number.",
        "{\"instances\":[1e]} | Miss exponent in number.",
        "{\"instances\":[1e999]} | Number too big to be stored in double.",
        "{\"instances\":[1,2] | Missing a comma or } after an object member.",
        "{instances:[1]} | Missing a name for object member.",
        "{\"instances\" [1]} | Missing a colon after a name of object member.",
        "{\"instances | Missing a closing quotation mark in string.",
        "{\"a\\x\":1} | Invalid escape character in string.",
        "{\"a\":\"\\ud800\"} | The surrogate pair in string is invalid.",
        "{\"a\":\"\\u12g4\"} | Incorrect hex digit after \\u escape in string.",
        "[1,2] | JSON Value: [1, 2] Is not object",
        "{\"signature_name\":100} | 'signature_name' key must be a string value.",
        "{\"signature_name\":\"zz\",\"instances\":[1]} | Serving signature name: \"zz\" not found in signature def",
        "{} | Missing 'inputs' or 'instances' key",
        "{\"instances\":[]} | No values in 'instances' array",
        "{\"instances\":5} | JSON Value: {\\n    \"instances\": 5\\n} Expecting 'instances' to be an list/array",
        "{\"instances\":[1],\"inputs\":[1]} | Not formatted correctly expecting only one of 'inputs' or 'instances' keys to exist",
        "{\"inputs\":[[1],[1,2]]} | Encountered list at unexpected size: 2 at level: 1 expected size: 1",
        "{\"inputs\":[1,[2]]} | Encountered list at unexpected level: 1 expected < 1",
        "{\"inputs\":[[1],2]} | JSON Value: 2 found at incorrect level: 2 in the JSON DOM. Expected at level: 2",
        "{\"inputs\":[1,\"x\"]} | JSON Value: \"x\" Type: String is not of expected type: float",
        "{\"inputs\":[1,null]} | JSON Value: null Type: Null is not of expected type: float",
        "{\"inputs\":{\"y\":1}} | Missing named input: x in 'inputs' object.",
        "{\"instances\":[1,true]} | Failed to process element: 1 of 'instances' list. Error: INVALID_ARGUMENT: JSON Value: true Type: True is not of expected type: float",
        "{\"instances\":[[1,2],[1,2,3]]} | Failed to process element: 1 of 'instances' list. Error: INVALID_ARGUMENT: Expecting tensor size: 2 but got: 3",
        "{\"instances\":[[1,2],[[1,2]]]} | Error: INVALID_ARGUMENT: Expecting shape [2] but got: [1,2]",
        "{\"instances\":[[[1],[1,2]]]} | Error: INVALID_ARGUMENT: Encountered list at unexpected size: 2 at level: 1 expected size: 1",
        "{\"instances\":[1,{\"x\":2}]} | Expecting value/list but got object at item 1 of input list",
        "{\"instances\":[{\"x\":2},[1]]} | Expecting object but got list at item 1 of input list",
        "{\"instances\":[{\"x\":1,\"c\":3}]} | Failed to process element: 0 key: c of 'instances' list. Error: INVALID_ARGUMENT: JSON object: does not have named input: c",
        "{\"instances\":[{\"x\":1},{}]} | Failed to process element: 1 of 'instances' list. JSON object: {} keys must be equal to: x"
      })
  void whatIsWrongIsToldInTheWordsOfTensorFlowServing(String json, String message) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, () -> read(DType.FLOAT, json))
        .hasMessageContaining(message.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT64 | 9223372036854775808 | Type: Number is not of expected type: int64",
        "INT32 | 1.0 | JSON Value: 1.0 Type: Number is not of expected type: int32",
        "INT32 | 2147483648 | is not of expected type: int32",
        "UINT8 | 2147483648 | is not of expected type: uint8",
        "UINT32 | -1 | is not of expected type: uint32",
        "UINT64 | 18446744073709551616 | is not of expected type: uint64",
        "BOOL | 1 | Type: Number is not of expected type: bool",
        "STRING | 1 | Type: Number is not of expected type: string",
        "STRING | {\"b64\":5} | not formatted correctly for base64 data",
        "STRING | {\"b64\":\"a\"} | Unable to base64 decode",
      })
  void valuesThatDoNotFitTheTypeAreRefused(DType dtype, String value, String message) {
    assertThatThrownBy(() -> read(dtype, "{\"inputs\":[" + value + "]}"))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void typesWithoutJsonValuesAreUnimplemented() {
    assertThatFailsWith(Code.UNIMPLEMENTED, () -> read(DType.HALF, "{\"inputs\":[1]}"))
        .hasMessageContaining("Conversion of JSON Value: 1 to type: half");
  }

  @Test
  void twoInputsNeedNames() {
    assertThatThrownBy(() -> readTwo("{\"instances\":[1,2]}"))
        .hasMessageContaining("instances is a plain list, but expecting list of objects");
    assertThatThrownBy(() -> readTwo("{\"inputs\":[1,2]}"))
        .hasMessageContaining("inputs is a plain value/list, but expecting an object");
    assertThatThrownBy(() -> readTwo("{\"inputs\":{\"a\":[1]}}"))
        .hasMessageContaining("Missing named input: b in 'inputs' object.");
    assertThatThrownBy(() -> readTwo("{\"instances\":[{\"a\":1}]}"))
        .hasMessageContaining("{\n    \"a\": 1\n} keys must be equal to: a,b");
  }

  @Test
  void badJsonGoesBeforeAnUnknownModel() {
    assertThatThrownBy(
            () ->
                PredictReader.read(
                    Texts.text("{\"instances\":[1],}"),
                    name -> {
                      throw new ServingException(Code.NOT_FOUND, "no such model");
                    },
                    Texts.MEMORY))
        .hasMessageContaining("JSON Parse error: Missing a name for object member.");
  }

  @Test
  void deepNestingIsRefusedNotFatal() {
    String deep = "[".repeat(2_000_000);
    assertThatThrownBy(() -> read(DType.FLOAT, "{\"inputs\":" + deep + "}"))
        .hasMessageContaining("JSON Parse error: Invalid value.");
    assertThatThrownBy(
            () -> read(DType.FLOAT, "{\"inputs\":" + "[".repeat(400) + "]".repeat(400) + "}"))
        .hasMessageContaining("a tensor has at most 254 dimensions");
  }

  private static Tensor read(DType dtype, String json) {
    var inputs = Texts.only(Map.of("x", dtype));
    return PredictReader.read(Texts.text(json), inputs, Texts.MEMORY).tensors().get("x");
  }

  private static PredictInputs readTwo(String json) {
    return PredictReader.read(Texts.text(json), Texts.only(TWO), Texts.MEMORY);
  }

  private static List<Float> floats(Tensor tensor) {
    List<Float> floats = new ArrayList<>();
    for (ByteBuffer data = tensor.data(); data.hasRemaining(); ) {
      floats.add(data.getFloat());
    }
    return floats;
  }
}
