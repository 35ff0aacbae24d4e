package dev.strobe.server.rest.json;

import java.util.Arrays;

/**
 * Reads a value, or lists of lists of values, as the elements and the shape of a tensor. The first
 * element of each list tells what all others must look like.
 */
final class DenseReader {
  /** TensorFlow's own limit. */
  private static final int MAX_RANK = 254;

  private static final int UNKNOWN = -1;

  private final JsonReader in;
  private final Elements elements;
  private int[] sizes = new int[4];
  private int rank = UNKNOWN;

  private DenseReader(JsonReader in, Elements elements) {
    this.in = in;
    this.elements = elements;
    Arrays.fill(sizes, UNKNOWN);
  }

  /**
   * Reads the value here into {@code elements}.
   *
   * @return the shape, empty for a value that is not a list
   * @throws dev.strobe.server.status.ServingException INVALID_ARGUMENT if the lists are ragged, or
   *     what the elements throw
   */
  static long[] read(JsonReader in, Elements elements) {
    var reader = new DenseReader(in, elements);
    reader.value(0);
    return reader.shape();
  }

  private long[] shape() {
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = sizes[i];
    }
    return shape;
  }

  private void value(int level) {
    if (in.peek() == '[') {
      list(level);
    } else {
      requireLeafLevel(level);
      elements.read(in);
    }
  }

  private void list(int level) {
    if (rank != UNKNOWN && level >= rank) {
      throw ElementErrors.invalid(
          "Encountered list at unexpected level: %d expected < %d".formatted(level, rank));
    }
    if (level >= MAX_RANK) {
      throw ElementErrors.invalid(
          "a tensor has at most %d dimensions but the list is nested deeper".formatted(MAX_RANK));
    }
    int size = 0;
    if (in.enterArray()) {
      size = in.peek() == '[' ? lists(level + 1) : leaves(level + 1);
    } else if (rank == UNKNOWN) {
      rank = level + 1;
    }
    requireSize(level, size);
  }

  private int lists(int level) {
    int count = 0;
    do {
      value(level);
      count++;
    } while (in.nextElement());
    return count;
  }

  private int leaves(int level) {
    requireLeafLevel(level);
    int count = elements.readList(in);
    if (count < 0) {
      list(level);
    }
    return count;
  }

  private void requireLeafLevel(int level) {
    if (rank == UNKNOWN) {
      rank = level;
    } else if (level != rank) {
      throw ElementErrors.invalid(
          "JSON Value: %s found at incorrect level: %d in the JSON DOM. Expected at level: %d"
              .formatted(JsonExcerpt.of(in), level + 1, rank));
    }
  }

  private void requireSize(int level, int size) {
    if (level >= sizes.length) {
      int known = sizes.length;
      sizes = Arrays.copyOf(sizes, Math.max(2 * known, level + 1));
      Arrays.fill(sizes, known, sizes.length, UNKNOWN);
    }
    if (sizes[level] == UNKNOWN) {
      sizes[level] = size;
    } else if (sizes[level] != size) {
      throw ElementErrors.invalid(
          "Encountered list at unexpected size: %d at level: %d expected size: %d"
              .formatted(size, level, sizes[level]));
    }
  }
}
