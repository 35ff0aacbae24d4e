package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecimalWriterTest {

  @ParameterizedTest
  @CsvSource({
    "3, 3.0",
    "0, 0.0",
    "-0, -0.0",
    "9000000, 9e+06",
    "0.1, 0.1",
    "0.333333343, 0.333333343",
    "16777216, 16777216.0",
    "1e10, 1e+10",
    "0.0001, 0.0001",
    "9.99999e-5, 9.99999e-05",
    "999999.5, 999999.5",
    "1.4e-45, 1.4013e-45",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
    "3.4028235e38, 3.40282347e+38",
    "123456, 123456.0",
    "1234567, 1234567.0",
    "1e-5, 1e-05",
    "-2.5, -2.5",
    "1e-6, 1e-06",
    "100000, 100000.0",
    "1000000, 1e+06",
    "0.00012345678, 0.000123456775"
  })
  void floatsLookAsTensorFlowServingWritesThem(String value, String text) {
    assertThat(written(Float.parseFloat(value))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3.0",
    "0.1, 0.1",
    "0.3333333333333333, 0.33333333333333331",
    "1e300, 1e+300",
    "4.9e-324, 4.94066e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "123456789.125, 123456789.125",
    "1e-6, 1e-06",
    "0.1000000000000001, 0.1000000000000001",
    "9007199254740993, 9007199254740992.0",
    "1e16, 1e+16",
    "12345678901234567, 12345678901234568.0"
  })
  void doublesLookAsTensorFlowServingWritesThem(String value, String text) {
    assertThat(written(Double.parseDouble(value))).isEqualTo(text);
  }

  @Test
  void everyFloatIsWrittenAsTheExactRuleSays() {
    Random random = new Random(20);
    for (int i = 0; i < 100_000; i++) {
      float value = nextFloat(random, i);
      String exact = reference(value, 9, Float.parseFloat(g(value, 6)) == value);
      if (!written(value).equals(exact)) {
        assertThat(written(value)).isEqualTo(exact);
      }
    }
  }

  @Test
  void everyDoubleIsWrittenAsTheExactRuleSays() {
    Random random = new Random(21);
    for (int i = 0; i < 100_000; i++) {
      double value = nextDouble(random, i);
      String exact = reference(value, 17, Double.parseDouble(g(value, 6)) == value);
      if (!written(value).equals(exact)) {
        assertThat(written(value)).isEqualTo(exact);
      }
    }
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameFloat() {
    Random random = new Random(22);
    byte[] out = new byte[64];
    for (int i = 0; i < 3_000_000; i++) {
      float value = nextFloat(random, i);
      int end = DecimalWriter.write(value, out, 0);
      out[end] = 0;
      float read = (float) new NumberScanner(out).decimal(0);
      if (Float.floatToRawIntBits(read) != Float.floatToRawIntBits(value)) {
        assertThat(written(value)).as("of %s, read as %s", value, read).isEqualTo("the same");
      }
    }
  }

  /** Finite ones: all bit patterns, short decimals, and the usual sizes in turn. */
  private static float nextFloat(Random random, int i) {
    return switch (i % 4) {
      case 0 -> Float.intBitsToFloat(random.nextInt() & ~(1 << 30 >> random.nextInt(8)));
      case 1 -> random.nextInt(2_000_000) / 1000f;
      case 2 -> (float) random.nextGaussian();
      default -> (float) Math.pow(10, random.nextInt(40) - 20) * (1 + random.nextInt(9));
    };
  }

  private static double nextDouble(Random random, int i) {
    return switch (i % 4) {
      case 0 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62 >> random.nextInt(11)));
      case 1 -> random.nextInt(2_000_000) / 1000d;
      case 2 -> random.nextGaussian();
      default -> Math.pow(10, random.nextInt(40) - 20) * (1 + random.nextInt(9));
    };
  }

  private static String reference(double value, int fullDigits, boolean shortReadsBack) {
    String text = g(value, shortReadsBack ? 6 : fullDigits);
    return text.contains(".") || text.contains("e") ? text : text + ".0";
  }

  /** What C's printf("%.<digits>g") prints, by arithmetic of any precision. */
  private static String g(double value, int digits) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int decade = rounded.precision() - rounded.scale() - 1;
    String plain = rounded.unscaledValue().toString().replaceAll("0+$", "");
    String sign = value < 0 ? "-" : "";
    if (decade < -4 || decade >= digits) {
      String fraction = plain.length() > 1 ? "." + plain.substring(1) : "";
      String exponent =
          (decade < 0 ? "-" : "+") + (Math.abs(decade) < 10 ? "0" : "") + Math.abs(decade);
      return sign + plain.charAt(0) + fraction + "e" + exponent;
    }
    BigDecimal stripped = rounded.stripTrailingZeros();
    return sign + stripped.setScale(Math.max(0, stripped.scale())).toPlainString();
  }

  private static String written(float value) {
    byte[] out = new byte[64];
    return text(out, DecimalWriter.write(value, out, 3));
  }

  private static String written(double value) {
    byte[] out = new byte[64];
    return text(out, DecimalWriter.write(value, out, 3));
  }

  private static String text(byte[] out, int end) {
    assertThat(end).isLessThanOrEqualTo(3 + DecimalWriter.MAX_LENGTH);
    return new String(Arrays.copyOfRange(out, 3, end), US_ASCII);
  }
}
