package dev.strobe.server.tensor;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An element type, with the number it has in {@code tensorflow.DataType} and in TensorFlow's C
 * interface, the bytes of one element, and the name TensorFlow prints.
 */
public enum DType {
  FLOAT(1, 4, "float"),
  DOUBLE(2, 8, "double"),
  INT32(3, 4, "int32"),
  UINT8(4, 1, "uint8"),
  INT16(5, 2, "int16"),
  INT8(6, 1, "int8"),
  /** A sequence of bytes of any length; its size in bytes counts as 0. */
  STRING(7, 0, "string"),
  COMPLEX64(8, 8, "complex64"),
  INT64(9, 8, "int64"),
  BOOL(10, 1, "bool"),
  QINT8(11, 1, "qint8"),
  QUINT8(12, 1, "quint8"),
  QINT32(13, 4, "qint32"),
  BFLOAT16(14, 2, "bfloat16"),
  QINT16(15, 2, "qint16"),
  QUINT16(16, 2, "quint16"),
  UINT16(17, 2, "uint16"),
  COMPLEX128(18, 16, "complex128"),
  HALF(19, 2, "half"),
  /** A handle to something inside the runtime; cannot cross its border. */
  RESOURCE(20, 0, "resource"),
  /** An object of the runtime; cannot cross its border. */
  VARIANT(21, 0, "variant"),
  UINT32(22, 4, "uint32"),
  UINT64(23, 8, "uint64"),
  FLOAT8_E5M2(24, 1, "float8_e5m2"),
  FLOAT8_E4M3FN(25, 1, "float8_e4m3fn");

  private static final int REF = 100;
  private static final DType[] BY_NUMBER = byNumber();

  private final int number;
  private final int bytes;
  private final String tensorFlowName;

  DType(int number, int bytes, String tensorFlowName) {
    this.number = number;
    this.bytes = bytes;
    this.tensorFlowName = tensorFlowName;
  }

  /** The type of this number, a reference type (number + 100) counting as its base type. */
  public static Optional<DType> ofNumber(int number) {
    int base = number > REF ? number - REF : number;
    return base > 0 && base < BY_NUMBER.length ? Optional.of(BY_NUMBER[base]) : Optional.empty();
  }

  private static DType[] byNumber() {
    DType[] all = values();
    DType[] table = new DType[requireNonNull(all[all.length - 1]).number + 1];
    for (DType type : all) {
      table[type.number] = type;
    }
    return table;
  }

  public int number() {
    return number;
  }

  /** Bytes of one element; 0 where {@link #isNumeric} is false. */
  public int bytes() {
    return bytes;
  }

  /** True where the elements are plain memory of a fixed size. */
  public boolean isNumeric() {
    return bytes > 0;
  }

  /** As TensorFlow prints it: {@code float}, {@code int32}, {@code string}. */
  public String tensorFlowName() {
    return tensorFlowName;
  }

  /** As {@code tensorflow.DataType} calls it: {@code DT_FLOAT}. */
  public String protoName() {
    return "DT_" + name();
  }
}
