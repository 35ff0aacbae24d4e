package dev.strobe.server.rest.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainDecimalsTest {
  private final double[] target = new double[4];

  @Test
  void elementsAreTakenUpToTheFirstThatIsNotPlain() {
    assertTaken("1,-2.5,0.25,1e3,4]", "1e3,4]", 1, -2.5, 0.25);
    assertTaken("1, -0.0, 2]", "2]", 1, -0.0);
    assertTaken("1, -0, 2]", "2]", 1, 0.0);
    assertTaken("1,  2,3]", "1,  2,3]");
    assertTaken("1,NaN,3]", "1,NaN,3]");
    assertTaken("1 ,2]", "1 ,2]");
    assertTaken("01,2]", "01,2]");
    assertTaken("1.,2]", "1.,2]");
    assertTaken("-,2]", "-,2]");
    assertTaken(".5,2]", ".5,2]");
    assertTaken("1,", "1,");
    assertTaken("1, ", "1, ");
    assertTaken("1", "1");
    assertTaken("", "");
  }

  @Test
  void noMoreAreTakenThanThereIsRoomFor() {
    assertTaken("1,2,3,4,5,6]", "5,6]", 1, 2, 3, 4);
  }

  @Test
  void numbersOfTooManyDigitsAreLeft() {
    assertTaken("9007199254740991,9007199254740992,1]", "9007199254740992,1]", 9007199254740991.0);
    assertTaken("0.1234567890123456,1]", "1]", 0.1234567890123456);
    assertTaken("0.12345678901234567,1]", "0.12345678901234567,1]");
    assertTaken("18446744073709551617,1]", "18446744073709551617,1]");
  }

  private void assertTaken(String list, String left, double... taken) {
    var decimals = new PlainDecimals((list + "\0").getBytes(StandardCharsets.US_ASCII));
    int count = decimals.read(0, target);
    assertThat(Arrays.copyOf(target, count)).containsExactly(taken);
    assertThat(list.substring(decimals.end())).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ", ", " ,", "\n,\t"})
  void listsOfAllKindsOfNumbersAreReadAsTheyAreWritten(String separator) {
    Random random = new Random(1);
    for (int size : new int[] {1, 2, 63, 64, 65, 66, 1000}) {
      List<String> numbers =
          IntStream.range(0, size).mapToObj(i -> number(random, random.nextInt(6))).toList();
      String body = "{\"instances\":[" + String.join(separator, numbers) + "]}\0";
      float[] read = read(body.getBytes(StandardCharsets.US_ASCII));
      assertThat(read).hasSize(size);
      for (int i = 0; i < size; i++) {
        assertThat(read[i]).isEqualTo((float) Double.parseDouble(numbers.get(i)));
      }
    }
  }

  private static String number(Random random, int kind) {
    return switch (kind) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> Double.toString(random.nextGaussian());
      case 2 -> Integer.toString(random.nextInt(10));
      case 3 -> Float.toString(random.nextFloat() / 1e4f);
      default -> Float.toString(random.nextFloat() - 0.5f);
    };
  }

  private static float[] read(byte[] body) {
    Signature signature =
        Signature.of(
            Signature.DEFAULT_NAME,
            "tensorflow/serving/predict",
            Map.of("x", new TensorSpec("x:0", DType.FLOAT, Optional.empty())),
            Map.of());
    var text = new JsonText(body, body.length - 1);
    try (Tensor tensor =
        Objects.requireNonNull(
            PredictReader.read(text, name -> signature, TensorAllocator.create(0))
                .tensors()
                .get("x"))) {
      float[] values = new float[(int) tensor.elementCount()];
      tensor.data().asFloatBuffer().get(values);
      return values;
    }
  }
}
