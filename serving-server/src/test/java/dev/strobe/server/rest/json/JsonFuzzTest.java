package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another parser's opinion on documents of a fixed seed. */
final class JsonFuzzTest {
  private static final JsonFactory JACKSON = new JsonFactory();

  @Test
  void acceptsAndRefusesWhatAnotherParserDoes() throws IOException {
    var json = new RandomJson(7);
    int accepted = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] document = json.damaged(json.list(3));
      if (!isComparable(document)) {
        continue;
      }
      Optional<Integer> end = end(document);
      assertThat(end).as(() -> new String(document, UTF_8)).isEqualTo(jacksonEnd(document));
      accepted += end.isPresent() ? 1 : 0;
    }
    assertThat(accepted).isBetween(7_000, 23_000);
  }

  @Test
  void readsTheValuesThatAnotherParserReads() throws IOException {
    var json = new RandomJson(8);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] document = json.damaged(json.numbers());
      Optional<List<Double>> values = values(document);
      if (values.isPresent() && isComparable(document)) {
        assertThat(values.get()).isEqualTo(jacksonValues(document));
        read++;
      }
    }
    assertThat(read).isBetween(5_000, 15_000);
  }

  @Test
  void stringsSayWhatAnotherParserReads() throws IOException {
    var json = new RandomJson(9);
    for (int i = 0; i < 20_000; i++) {
      String list = json.list(0);
      var in = new JsonReader(Texts.text(list));
      try (JsonParser parser = JACKSON.createParser(list)) {
        assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
        for (boolean more = in.enterArray(); more; more = in.nextElement()) {
          if (parser.nextToken() == JsonToken.VALUE_STRING) {
            assertThat(in.string().toString()).isEqualTo(parser.getText());
          } else {
            in.skipValue();
          }
        }
      }
    }
  }

  /** Halves of characters, and values without a list around them, are taken differently. */
  private static boolean isComparable(byte[] document) {
    String text = new String(document, UTF_8);
    return document[0] == '['
        && Arrays.equals(text.getBytes(UTF_8), document)
        && !text.contains("\\ud");
  }

  private static Optional<Integer> end(byte[] document) {
    try {
      var in = new JsonReader(Texts.text(document));
      in.skipValue();
      return Optional.of(in.position());
    } catch (ServingException e) {
      assertThat(e).hasMessageStartingWith("JSON Parse error: ").hasMessageContaining("offset: ");
      return Optional.empty();
    }
  }

  private static Optional<Integer> jacksonEnd(byte[] document) throws IOException {
    try (JsonParser parser = JACKSON.createParser(document)) {
      int depth = 0;
      do {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return Optional.empty();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token.isNumeric() && Double.isInfinite(parser.getDoubleValue())) {
          return Optional.empty();
        }
        if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
          assertThat(parser.getText()).isNotNull();
        }
      } while (depth > 0);
      return Optional.of((int) parser.currentLocation().getByteOffset());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<Double>> values(byte[] document) {
    try {
      var in = new JsonReader(Texts.text(document));
      Elements elements = TypedElements.of(DType.DOUBLE, 1, Texts.MEMORY);
      long[] shape = DenseReader.read(in, elements);
      List<Double> values = new ArrayList<>();
      try (Tensor tensor = elements.toTensor(shape)) {
        for (ByteBuffer data = tensor.data(); data.hasRemaining(); ) {
          values.add(data.getDouble());
        }
      }
      return Optional.of(values);
    } catch (ServingException e) {
      return Optional.empty();
    }
  }

  private static List<Double> jacksonValues(byte[] document) throws IOException {
    List<Double> values = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(document)) {
      int depth = 0;
      do {
        JsonToken token = parser.nextToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token.isNumeric()) {
          double value = Double.parseDouble(parser.getText());
          // Of integers, TensorFlow Serving's parser knows no -0.
          values.add(token == JsonToken.VALUE_NUMBER_INT ? value + 0.0 : value);
        }
      } while (depth > 0);
    }
    return values;
  }
}
