package dev.strobe.transforms.predictor;

import java.util.List;
import java.util.Optional;

/**
 * One input or output of a signature.
 *
 * @param name the alias a request uses
 * @param type element type; empty where the transforms do not know it
 * @param shape dimensions, -1 where any size will do; empty where the rank is unknown
 */
public record TensorSpec(String name, Optional<ElementType> type, Optional<List<Long>> shape) {

  public TensorSpec {
    shape = shape.map(List::copyOf);
  }
}
