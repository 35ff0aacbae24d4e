package dev.strobe.server.rest.json;

import dev.strobe.server.tensor.Tensor;

/** A growing row of elements of one type, on its way to becoming a tensor. For one thread. */
interface Elements extends AutoCloseable {

  /**
   * Reads one value, which is not a list.
   *
   * @throws dev.strobe.server.status.ServingException if it does not fit the type
   */
  void read(JsonReader in);

  /**
   * Reads the values of a list from the first on and goes behind its end, or stops at a list inside
   * it.
   *
   * @return the number of values, or its complement ({@code ~n}) if a list stands next
   */
  default int readList(JsonReader in) {
    int count = 0;
    do {
      if (in.peek() == '[') {
        return ~count;
      }
      read(in);
      count++;
    } while (in.nextElement());
    return count;
  }

  /** How many were read so far. */
  int size();

  /**
   * Everything read, as a tensor that the caller closes; this row is used up then.
   *
   * @param shape of as many elements as were read
   */
  Tensor toTensor(long[] shape);

  /** Gives the memory back, unless it went into a tensor. */
  @Override
  void close();
}
