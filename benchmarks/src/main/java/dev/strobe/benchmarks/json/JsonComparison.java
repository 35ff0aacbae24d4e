package dev.strobe.benchmarks.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.strobe.benchmarks.figures.Spread;
import dev.strobe.server.rest.json.JsonOutput;
import dev.strobe.server.rest.json.JsonText;
import dev.strobe.server.rest.json.PredictFormat;
import dev.strobe.server.rest.json.PredictReader;
import dev.strobe.server.rest.json.PredictWriter;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Reads and writes a predict body of about 10 MB of floats, rows of a thousand, on one thread; in
 * turn with Jackson's streaming parser, which reads each number as a double. The time is the
 * thread's processor time. Ends with an error if the two read different numbers.
 *
 * <p>Argument: the number of rounds.
 */
public final class JsonComparison {
  private static final int ROWS = 900;
  private static final int COLUMNS = 1000;
  private static final int WARM_UPS = 30;
  private static final int MAX_POOLED_BYTES = 64 << 20;

  private final TensorAllocator allocator = TensorAllocator.create(MAX_POOLED_BYTES);
  private final JsonFactory jackson = new JsonFactory();
  private final FloatBuffer target = FloatBuffer.allocate(ROWS * COLUMNS);
  private final Signature signature =
      Signature.of(
          Signature.DEFAULT_NAME,
          "tensorflow/serving/predict",
          Map.of("x", new TensorSpec("x:0", DType.FLOAT, Optional.empty())),
          Map.of());

  /** One thing that is timed, on a body. */
  @FunctionalInterface
  private interface Work {
    void run(byte[] body) throws IOException;
  }

  private JsonComparison() {}

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 31;
    var comparison = new JsonComparison();
    comparison.compare(
        "shortest decimals", body(random -> Float.toString(random.nextFloat())), rounds);
    comparison.compare("17 digits", body(random -> Double.toString(random.nextDouble())), rounds);
  }

  private static byte[] body(Function<Random, String> number) {
    Random random = new Random(1);
    var rows = new StringJoiner(",", "{\"instances\":[", "]}");
    for (int row = 0; row < ROWS; row++) {
      var values = new StringJoiner(",", "[", "]");
      for (int column = 0; column < COLUMNS; column++) {
        values.add(number.apply(random));
      }
      rows.add(values.toString());
    }
    // The reader wants a zero byte after the end.
    return rows.toString().concat("\0").getBytes(StandardCharsets.US_ASCII);
  }

  private void compare(String numbers, byte[] body, int rounds) throws IOException {
    Tensor tensor = read(body);
    readByJackson(body);
    requireSame(tensor);
    int written = write(tensor).length;
    Map<String, Work> works = new LinkedHashMap<>();
    works.put("read, ours", text -> read(text).close());
    works.put("read, Jackson", this::readByJackson);
    works.put(
        "written, ours",
        text -> {
          byte[] unused = write(tensor);
        });
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = -WARM_UPS; round < rounds; round++) {
      for (Map.Entry<String, Work> work : works.entrySet()) {
        double nanos = time(work.getValue(), body);
        if (round >= 0) {
          int bytes = work.getKey().startsWith("written") ? written : body.length;
          rates.computeIfAbsent(work.getKey(), name -> new ArrayList<>()).add(bytes * 1e3 / nanos);
        }
      }
    }
    rates.forEach(
        (name, values) ->
            System.out.printf(
                Locale.ROOT,
                "| %s, %.1f MB | %s | %s MB/s |%n",
                numbers,
                body.length / 1e6,
                name,
                Spread.of(values, value -> value).toString(0)));
    tensor.close();
  }

  private static double time(Work work, byte[] body) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run(body);
    return threads.getCurrentThreadCpuTime() - start;
  }

  private Tensor read(byte[] body) {
    var text = new JsonText(body, body.length - 1);
    return requireNonNull(
        PredictReader.read(text, name -> signature, allocator).tensors().get("x"));
  }

  private void readByJackson(byte[] body) throws IOException {
    target.clear();
    try (JsonParser parser = jackson.createParser(body, 0, body.length - 1)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric()) {
          target.put((float) parser.getDoubleValue());
        }
      }
    }
  }

  private byte[] write(Tensor tensor) {
    try (var out = new JsonOutput(PooledByteBufAllocator.DEFAULT)) {
      PredictWriter.write(PredictFormat.ROW, Map.of("y", tensor), out);
      ByteBuf text = out.finish();
      byte[] bytes = new byte[text.readableBytes()];
      text.readBytes(bytes).release();
      return bytes;
    }
  }

  private void requireSame(Tensor tensor) {
    if (!tensor.data().asFloatBuffer().equals(target.flip())) {
      throw new IllegalStateException("the numbers read differ from Jackson's");
    }
  }
}
