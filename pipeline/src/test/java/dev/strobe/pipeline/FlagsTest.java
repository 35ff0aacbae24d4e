package dev.strobe.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--inputs=x             | there is no flag --inputs; --help lists them all",
        "clips                  | 'clips' is not a flag: flags look like --name=value; see --help",
        "--threshold=high       | --threshold must be a number but was 'high'",
        "--strides=1;2          | --strides must be whole numbers separated by commas but was '1;2'",
        "--medianFilter=perhaps | --medianFilter must be true or false but was 'perhaps'",
        "--servingTimeoutSeconds=1m | --servingTimeoutSeconds must be a whole number but was '1m'",
        "--runner=Nope          | --runner: Unknown 'runner' specified 'Nope', supported",
      })
  void wrongFlagIsNamedInOneLine(String flag, String message) {
    assertThatThrownBy(() -> Flags.parse(flag.strip()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message.strip())
        .message()
        .hasLineCount(1);
  }
}
