package dev.strobe.models.savedmodel;

import java.util.Arrays;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A tensor written on a command line: {@code 1,2,5} is a vector, {@code 2x3:0,1} a matrix of two
 * rows filled with 0 and 1 by turns.
 */
final class TensorLiteral {

  private final Shape shape;
  private final double[] values;

  private TensorLiteral(Shape shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  static TensorLiteral parse(String text) {
    int colon = text.indexOf(':');
    try {
      double[] values =
          Arrays.stream(text.substring(colon + 1).split(","))
              .mapToDouble(Double::parseDouble)
              .toArray();
      return new TensorLiteral(
          colon < 0 ? Shape.of(values.length) : shape(text.substring(0, colon)), values);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a tensor is written as 1,2,5 or 2x3:0,1 but this is \"" + text + "\"", e);
    }
  }

  /** A tensor of the given type, to be closed by the caller. */
  Tensor of(DataType type) {
    return switch (type) {
      case DT_FLOAT ->
          TFloat32.tensorOf(
              shape,
              tensor ->
                  tensor.scalars().forEachIndexed((at, each) -> each.setFloat((float) at(at))));
      case DT_UINT8 ->
          TUint8.tensorOf(
              shape,
              tensor -> tensor.scalars().forEachIndexed((at, each) -> each.setByte((byte) at(at))));
      case DT_INT32 ->
          TInt32.tensorOf(
              shape,
              tensor -> tensor.scalars().forEachIndexed((at, each) -> each.setInt((int) at(at))));
      case DT_INT64 ->
          TInt64.tensorOf(
              shape,
              tensor -> tensor.scalars().forEachIndexed((at, each) -> each.setLong((long) at(at))));
      default ->
          throw new IllegalArgumentException(
              "inputs may be DT_FLOAT, DT_UINT8, DT_INT32 or DT_INT64 but this one is " + type);
    };
  }

  private double at(long[] coordinates) {
    long index = 0;
    for (int d = 0; d < coordinates.length; d++) {
      index = index * shape.get(d) + coordinates[d];
    }
    return values[(int) (index % values.length)];
  }

  private static Shape shape(String text) {
    return Shape.of(Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray());
  }
}
