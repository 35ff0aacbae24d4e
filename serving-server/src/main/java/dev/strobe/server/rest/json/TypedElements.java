package dev.strobe.server.rest.json;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.TensorAllocator;

/** Knows which elements belong to which type. */
final class TypedElements {

  private TypedElements() {}

  /**
   * An empty row.
   *
   * @param expected how many elements there will be at most, as far as known; more are taken too
   */
  static Elements of(DType dtype, int expected, TensorAllocator allocator) {
    return switch (dtype) {
      case FLOAT, DOUBLE -> new DecimalElements(new ElementBlock(dtype, expected, allocator));
      case INT8, INT16, INT32, INT64, UINT8, UINT32, UINT64 ->
          new IntegerElements(new ElementBlock(dtype, expected, allocator));
      case BOOL -> new BoolElements(new ElementBlock(dtype, expected, allocator));
      case STRING -> new StringElements();
      default -> new NoElements(dtype);
    };
  }
}
