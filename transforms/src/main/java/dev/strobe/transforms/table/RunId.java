package dev.strobe.transforms.table;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The name of a run, part of every row and of every file's name.
 *
 * @param value 1 to 64 letters, digits, underscores or hyphens
 */
public record RunId(String value) implements Serializable {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public RunId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a run id must be 1 to 64 letters, digits, '_' or '-' but was '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
