package dev.strobe.transforms.failure;

import java.util.Locale;

/** The part of the way at which something failed. */
public enum Stage {
  /** Finding or opening the file. */
  READ,
  /** Turning its bytes into frames. */
  DECODE,
  /** The model's answer. */
  INFER;

  /** The name as the tables have it, such as {@code decode}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
