package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PredictWriterTest {

  @Test
  void rowsOfOneOutputStandAsTensorFlowServingWritesThem() {
    assertThat(write(PredictFormat.ROW, Map.of("y", floats(3f, 3.5f, 4f))))
        .isEqualTo("{\n    \"predictions\": [3.0, 3.5, 4.0\n    ]\n}");
  }

  @Test
  void rowsOfSeveralOutputsAreObjects() {
    var outputs = new TreeMap<>(Map.of("sum", floats(3f, 7f), "prod", floats(2f, 12f)));

    assertThat(dense(write(PredictFormat.ROW, outputs)))
        .isEqualTo("{\"predictions\":[{\"prod\":2.0,\"sum\":3.0},{\"prod\":12.0,\"sum\":7.0}]}");
  }

  @Test
  void columnsKeepTheirShapes() {
    Tensor matrix = filled(DType.INT32, 2, 2, 1);

    assertThat(dense(write(PredictFormat.COLUMN, Map.of("y", matrix))))
        .isEqualTo("{\"outputs\":[[[0],[1]],[[2],[3]]]}");
    assertThat(dense(write(PredictFormat.ROW, Map.of("y", matrix))))
        .isEqualTo("{\"predictions\":[[[0],[1]],[[2],[3]]]}");
    assertThat(dense(write(PredictFormat.COLUMN, Map.of("y", filled(DType.INT32)))))
        .isEqualTo("{\"outputs\":0}");
    assertThat(dense(write(PredictFormat.COLUMN, Map.of("y", filled(DType.INT32, 2, 0)))))
        .isEqualTo("{\"outputs\":[[],[]]}");
    assertThat(dense(write(PredictFormat.ROW, Map.of("y", filled(DType.INT32, 0)))))
        .isEqualTo("{\"predictions\":[]}");
  }

  @Test
  void severalColumnsAreOneObject() {
    var outputs = new TreeMap<>(Map.of("sum", floats(3f), "prod", filled(DType.INT32)));

    assertThat(dense(write(PredictFormat.COLUMN, outputs)))
        .isEqualTo("{\"outputs\":{\"prod\":0,\"sum\":[3.0]}}");
  }

  @Test
  void stringsAreBase64IfTheAliasSaysSo() {
    Tensor strings =
        Tensor.ofStrings(
            new long[] {2}, List.of("abc".getBytes(UTF_8), "\"\\\n\u0001\u00e4/".getBytes(UTF_8)));

    assertThat(write(PredictFormat.ROW, Map.of("image_bytes", strings)))
        .contains("[{\"b64\": \"YWJj\"}, {\"b64\": \"IlwKAcOkLw==\"}");
    assertThat(write(PredictFormat.ROW, Map.of("text", strings)))
        .contains("[\"abc\", \"\\\"\\\\\\n\\u0001\u00e4/\"");
  }

  @Test
  void integersKeepEveryDigit() {
    Tensor longs = Texts.MEMORY.allocate(DType.INT64, 4);
    longs.data().putLong(Long.MIN_VALUE).putLong(Long.MAX_VALUE).putLong(0).putLong(-10);
    Tensor unsigned = Texts.MEMORY.allocate(DType.UINT64, 1);
    unsigned.data().putLong(-1);
    Tensor bytes = Texts.MEMORY.allocate(DType.UINT8, 1);
    bytes.data().put((byte) 255);

    assertThat(write(PredictFormat.COLUMN, Map.of("y", longs)))
        .contains("[-9223372036854775808, 9223372036854775807, 0, -10]");
    assertThat(write(PredictFormat.COLUMN, Map.of("y", unsigned)))
        .contains("[18446744073709551615]");
    assertThat(write(PredictFormat.COLUMN, Map.of("y", bytes))).contains("[255]");
  }

  @Test
  void rowsNeedOneBatchSize() {
    assertThatThrownBy(() -> write(PredictFormat.ROW, Map.of("total", filled(DType.INT32))))
        .hasMessage("Tensor name: total has no shape information ");
    var uneven = new TreeMap<>(Map.of("a", floats(1f), "b", floats(1f, 2f)));
    assertThatThrownBy(() -> write(PredictFormat.ROW, uneven))
        .hasMessage("Tensor name: b has inconsistent batch size: 2 expecting: 1");
  }

  @Test
  void typesWithoutJsonFormAreRefused() {
    assertThatThrownBy(() -> write(PredictFormat.ROW, Map.of("y", filled(DType.HALF, 1))))
        .isInstanceOf(ServingException.class)
        .hasMessage("Failed to write JSON value for tensor type: half");
  }

  @Test
  void longTextsComeOutWhole() {
    Tensor many = filled(DType.INT32, 1_000_000);

    String text = write(PredictFormat.COLUMN, Map.of("y", many));

    String list = text.substring(text.indexOf('[') + 1, text.indexOf(']'));
    int[] read = Arrays.stream(list.split(", ")).mapToInt(Integer::parseInt).toArray();
    assertThat(read).isEqualTo(IntStream.range(0, 1_000_000).toArray());
  }

  private static Tensor floats(float... values) {
    Tensor tensor = Texts.MEMORY.allocate(DType.FLOAT, values.length);
    for (int i = 0; i < values.length; i++) {
      tensor.data().putFloat(i * Float.BYTES, values[i]);
    }
    return tensor;
  }

  /** 0, 1, 2, ... in 32 bits each; zeros for other types. */
  private static Tensor filled(DType dtype, long... shape) {
    Tensor tensor = Texts.MEMORY.allocate(dtype, shape);
    for (int i = 0; i < tensor.elementCount() && dtype == DType.INT32; i++) {
      tensor.data().putInt(i * Integer.BYTES, i);
    }
    return tensor;
  }

  private static String write(PredictFormat format, Map<String, Tensor> outputs) {
    try (var out = new JsonOutput(PooledByteBufAllocator.DEFAULT)) {
      PredictWriter.write(format, outputs, out);
      ByteBuf text = out.finish();
      try {
        return text.toString(UTF_8);
      } finally {
        text.release();
      }
    }
  }

  private static String dense(String json) {
    return json.replaceAll("\\s", "");
  }
}
