package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.SignatureSpec;
import dev.strobe.transforms.predictor.TensorSpec;
import java.util.List;
import java.util.Optional;

/** Reads the shapes that a signature declares. */
record TensorShapes(SignatureSpec signature) {
  /** What RepNet's windows have, for models that leave it open. */
  private static final int USUAL_WINDOW_ROWS = 64;

  /** The shape of an input of that type and rank. */
  Optional<List<Long>> input(String name, ElementType type, int rank) {
    return Optional.ofNullable(signature.inputs().get(name))
        .filter(input -> input.type().filter(type::equals).isPresent())
        .flatMap(TensorSpec::shape)
        .filter(shape -> shape.size() == rank);
  }

  /** Rows of a window, from the shape of an output {@code [windows, rows, ...]}. */
  int windowRows(String output) {
    return Optional.ofNullable(signature.outputs().get(output))
        .flatMap(TensorSpec::shape)
        .filter(shape -> shape.size() > 1 && shape.get(1) > 0)
        .map(shape -> Math.toIntExact(shape.get(1)))
        .orElse(USUAL_WINDOW_ROWS);
  }

  /** The frames of a shape that ends in height, width and channels, if these are given. */
  static Optional<FrameShape> frameShape(List<Long> shape) {
    int rank = shape.size();
    long height = shape.get(rank - 3);
    long width = shape.get(rank - 2);
    long channels = shape.get(rank - 1);
    if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
      return Optional.empty();
    }
    return Optional.of(
        new FrameShape(Math.toIntExact(height), Math.toIntExact(width), Math.toIntExact(channels)));
  }
}
