package dev.strobe.server.rest.json;

import com.google.protobuf.UnsafeByteOperations;
import dev.strobe.protos.tensorflow.Feature;
import dev.strobe.protos.tensorflow.Feature.KindCase;
import dev.strobe.server.status.ServingException;

/**
 * Reads a value, or a list of values, as a feature. Strings and base64 make one of bytes, integers
 * and booleans one of int64, numbers with a point or an exponent one of floats.
 */
final class FeatureReader {
  private final JsonReader in;
  private final String name;
  private final Feature.Builder feature = Feature.newBuilder();

  private FeatureReader(JsonReader in, String name) {
    this.in = in;
    this.name = name;
  }

  /**
   * The feature whose value stands here.
   *
   * @throws ServingException INVALID_ARGUMENT if a value has no such form, or another one than
   *     those before it
   */
  static Feature read(JsonReader in, String name) {
    var reader = new FeatureReader(in, name);
    if (in.peek() == '[') {
      for (boolean more = in.enterArray(); more; more = in.nextElement()) {
        reader.value();
      }
    } else {
      reader.value();
    }
    return reader.feature.build();
  }

  private void value() {
    JsonKind kind = in.kind();
    switch (kind) {
      case TRUE, FALSE -> {
        require(KindCase.INT64_LIST);
        feature.getInt64ListBuilder().addValue(in.bool() ? 1 : 0);
      }
      case NUMBER -> number();
      case STRING -> {
        require(KindCase.BYTES_LIST);
        bytes(in.string().toBytes());
      }
      case OBJECT -> {
        if (!Base64Object.isAt(in)) {
          throw unexpected(kind);
        }
        require(KindCase.BYTES_LIST);
        bytes(Base64Object.read(in));
      }
      default -> throw unexpected(kind);
    }
  }

  private void bytes(byte[] value) {
    feature.getBytesListBuilder().addValue(UnsafeByteOperations.unsafeWrap(value));
  }

  private void number() {
    int start = in.position();
    NumberScanner number = in.number();
    if (!number.isInteger()) {
      require(KindCase.FLOAT_LIST);
      in.moveTo(start);
      feature.getFloatListBuilder().addValue((float) in.decimal());
      return;
    }
    require(KindCase.INT64_LIST);
    if (number.magnitude() < 0 && !number.isNegative()) {
      throw ElementErrors.invalid(
          "Feature: " + name + " has uint64_t element. Only int64_t is supported.");
    }
    long value = number.isNegative() ? -number.magnitude() : number.magnitude();
    feature.getInt64ListBuilder().addValue(value);
  }

  private void require(KindCase kind) {
    KindCase known = feature.getKindCase();
    if (known != KindCase.KIND_NOT_SET && known != kind) {
      String type =
          switch (known) {
            case BYTES_LIST -> "bytes";
            case FLOAT_LIST -> "float";
            default -> "int64";
          };
      throw ElementErrors.invalid(
          "Unexpected element type in feature: %s expecting type: %s".formatted(name, type));
    }
  }

  private ServingException unexpected(JsonKind kind) {
    return ElementErrors.invalid(
        "Feature: %s has element with unexpected JSON type: %s".formatted(name, kind));
  }
}
