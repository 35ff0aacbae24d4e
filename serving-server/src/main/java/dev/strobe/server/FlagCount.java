package dev.strobe.server;

/** Checks numbers given by flags, so that what is wrong is said by the flag's name. */
final class FlagCount {

  private static final int MAX_PORT = 65535;

  private FlagCount() {}

  /**
   * How many; 0 stands for as many as is usual.
   *
   * @throws IllegalArgumentException naming the flag if the number is negative
   */
  static int of(String flag, int given, int usual) {
    requireNatural(flag, given);
    return given == 0 ? usual : given;
  }

  static void requirePort(String flag, int given) {
    if (given < 0 || given > MAX_PORT) {
      throw new IllegalArgumentException(
          "%s must be in [0, %d] but was %d".formatted(flag, MAX_PORT, given));
    }
  }

  static void requireNatural(String flag, int given) {
    if (given < 0) {
      throw new IllegalArgumentException(flag + " must be >= 0 but was " + given);
    }
  }
}
