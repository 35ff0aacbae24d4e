package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.tensor.DType;
import java.util.List;
import java.util.Optional;

/**
 * One input or output of a signature.
 *
 * @param name what the runtime calls it, such as {@code x:0}; requests use the signature's alias
 * @param dtype element type
 * @param shape dimensions, -1 where any size will do; empty where not even the rank is known
 */
public record TensorSpec(String name, DType dtype, Optional<List<Long>> shape) {

  public TensorSpec {
    requireNonNull(name, "name");
    requireNonNull(dtype, "dtype");
    shape = shape.map(List::copyOf);
  }
}
