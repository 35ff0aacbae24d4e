package dev.strobe.transforms.predictor;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A dense tensor on its way to or from a model server: an element type, a shape and the elements in
 * row-major, little-endian order, exactly as they travel.
 *
 * <p>The elements are not copied: whoever makes a tensor over a buffer leaves that buffer unchanged
 * until the call that carries it has completed. Immutable otherwise, and safe to share.
 */
public final class Tensor {
  private final ElementType type;
  private final long[] shape;
  private final ByteBuffer data;
  private final List<byte[]> strings;

  private Tensor(ElementType type, long[] shape, ByteBuffer data, List<byte[]> strings) {
    this.type = type;
    this.shape = shape.clone();
    this.data = data;
    this.strings = strings;
  }

  /**
   * A tensor of numbers over the remaining bytes of {@code data}.
   *
   * @throws IllegalArgumentException if their number is not what type and shape ask for
   */
  public static Tensor of(ElementType type, long[] shape, ByteBuffer data) {
    if (requireNonNull(type, "type") == ElementType.STRING) {
      throw new IllegalArgumentException("a tensor of strings is made by ofStrings");
    }
    long bytes = Math.multiplyExact(elements(shape), (long) type.bytes());
    if (bytes != data.remaining()) {
      throw new IllegalArgumentException(
          "a %s tensor of shape %s takes %d bytes but %d were given"
              .formatted(type, Arrays.toString(shape), bytes, data.remaining()));
    }
    ByteBuffer view = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return new Tensor(type, shape, view, List.of());
  }

  /** A vector of strings, shape {@code [strings.size()]}. */
  public static Tensor ofStrings(List<byte[]> strings) {
    long[] shape = {strings.size()};
    return new Tensor(ElementType.STRING, shape, ByteBuffer.allocate(0), List.copyOf(strings));
  }

  /** An INT32 vector. */
  public static Tensor ofInts(int... values) {
    ByteBuffer data = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    data.asIntBuffer().put(values);
    return of(ElementType.INT32, new long[] {values.length}, data);
  }

  public ElementType type() {
    return type;
  }

  public long[] shape() {
    return shape.clone();
  }

  /** The elements of a tensor of numbers: read-only, little-endian, position 0. */
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of a FLOAT tensor. */
  public FloatBuffer floats() {
    requireType(ElementType.FLOAT);
    return data().asFloatBuffer();
  }

  /** The elements of an INT32 tensor. */
  public IntBuffer ints() {
    requireType(ElementType.INT32);
    return data().asIntBuffer();
  }

  /** The elements of a STRING tensor. */
  public List<byte[]> strings() {
    requireType(ElementType.STRING);
    return strings;
  }

  private void requireType(ElementType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("the tensor holds " + type + ", not " + wanted);
    }
  }

  private static long elements(long[] shape) {
    long n = 1;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "every dimension must be >= 0 but the shape was " + Arrays.toString(shape));
      }
      n = Math.multiplyExact(n, dimension);
    }
    return n;
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
