package dev.strobe.server.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One input of a signature while its values are read. */
final class NamedInput implements AutoCloseable {
  private static final int NONE = -1;

  private final String name;
  private final byte[] utf8;
  private final DType dtype;
  private final TensorAllocator allocator;
  private @Nullable Elements elements;
  private long @Nullable [] shape;
  private int elementsOfOne;
  private int lastRow = NONE;

  NamedInput(String name, DType dtype, TensorAllocator allocator) {
    this.name = name;
    this.utf8 = name.getBytes(UTF_8);
    this.dtype = dtype;
    this.allocator = allocator;
  }

  String name() {
    return name;
  }

  boolean isCalled(JsonString key) {
    return key.says(utf8);
  }

  /** True if this input has a value already, or one in this row. */
  boolean isReadIn(int row) {
    return lastRow == row;
  }

  /** Reads the value here as the whole tensor. */
  Tensor readWhole(JsonReader in) {
    lastRow = 0;
    elements = TypedElements.of(dtype, in.elementsAtMost(), allocator);
    return elements.toTensor(DenseReader.read(in, elements));
  }

  /**
   * Reads the value here as the next row of the tensor.
   *
   * @throws dev.strobe.server.status.ServingException if it is ragged, of the wrong type, or of
   *     another shape than the rows before
   */
  void readRow(JsonReader in, int row) {
    lastRow = row;
    if (elements == null) {
      elements = TypedElements.of(dtype, 1, allocator);
    }
    int before = elements.size();
    long[] rowShape = DenseReader.read(in, elements);
    int count = elements.size() - before;
    if (shape == null) {
      shape = rowShape;
      elementsOfOne = count;
    } else if (count != elementsOfOne) {
      throw ElementErrors.invalid(
          "Expecting tensor size: %d but got: %d".formatted(elementsOfOne, count));
    } else if (!Arrays.equals(rowShape, shape)) {
      throw ElementErrors.invalid(
          "Expecting shape %s but got: %s".formatted(text(shape), text(rowShape)));
    }
  }

  /** The rows read, as a tensor. */
  Tensor toTensor(int rows) {
    if (elements == null || shape == null) {
      throw new IllegalStateException("no row of input " + name + " was read");
    }
    long[] whole = new long[shape.length + 1];
    whole[0] = rows;
    System.arraycopy(shape, 0, whole, 1, shape.length);
    return elements.toTensor(whole);
  }

  private static String text(long[] shape) {
    return Arrays.toString(shape).replace(" ", "");
  }

  @Override
  public void close() {
    if (elements != null) {
      elements.close();
      elements = null;
    }
  }
}
