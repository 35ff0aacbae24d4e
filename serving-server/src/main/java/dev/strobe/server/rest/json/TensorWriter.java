package dev.strobe.server.rest.json;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/** Writes the values of an output, or of one of its rows, as nested lists on one line. */
final class TensorWriter {
  private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0);

  private final JsonOutput out;
  private final DType dtype;
  private final long[] shape;
  private final ByteBuffer data;
  private final List<byte[]> strings;
  private final boolean binary;
  private int next;

  /**
   * Stands at the first element.
   *
   * @param alias if it ends in {@code _bytes}, strings are written in base64
   */
  TensorWriter(String alias, Tensor tensor, JsonOutput out) {
    this.out = out;
    dtype = tensor.dtype();
    shape = tensor.shape();
    boolean textual = dtype == DType.STRING;
    data = textual ? NO_DATA : tensor.data();
    strings = textual ? tensor.strings() : List.of();
    binary = alias.endsWith("_bytes");
  }

  /**
   * Writes the next value of the dimensions from {@code axis} on, a single one if there are none.
   *
   * @throws ServingException INVALID_ARGUMENT for a type that has no JSON form
   */
  void write(int axis) {
    if (axis == shape.length) {
      element(next++);
      return;
    }
    out.letter('[');
    int size = (int) shape[axis];
    if (axis == shape.length - 1) {
      row(size);
    } else {
      for (int i = 0; i < size; i++) {
        if (i > 0) {
          out.comma();
        }
        write(axis + 1);
      }
    }
    out.letter(']');
  }

  private void row(int size) {
    int end = next + size;
    if (dtype == DType.FLOAT) {
      out.decimals(data, next, end);
    } else {
      for (int i = next; i < end; i++) {
        if (i > next) {
          out.comma();
        }
        element(i);
      }
    }
    next = end;
  }

  private void element(int i) {
    switch (dtype) {
      case FLOAT -> out.decimal(data.getFloat(i * Float.BYTES));
      case DOUBLE -> out.decimal(data.getDouble(i * Double.BYTES));
      case INT8 -> out.integer(data.get(i));
      case UINT8 -> out.integer(data.get(i) & 0xFF);
      case INT16 -> out.integer(data.getShort(i * Short.BYTES));
      case INT32 -> out.integer(data.getInt(i * Integer.BYTES));
      case UINT32 -> out.integer(data.getInt(i * Integer.BYTES) & 0xFFFF_FFFFL);
      case INT64 -> out.integer(data.getLong(i * Long.BYTES));
      case UINT64 -> out.text(Long.toUnsignedString(data.getLong(i * Long.BYTES)));
      case BOOL -> out.text(data.get(i) == 0 ? "false" : "true");
      case STRING -> string(strings.get(i));
      default ->
          throw new ServingException(
              Code.INVALID_ARGUMENT,
              "Failed to write JSON value for tensor type: " + dtype.tensorFlowName());
    }
  }

  private void string(byte[] value) {
    if (!binary) {
      out.string(value);
      return;
    }
    out.text("{\"b64\": \"");
    out.raw(Base64.getEncoder().encode(value));
    out.text("\"}");
  }
}
