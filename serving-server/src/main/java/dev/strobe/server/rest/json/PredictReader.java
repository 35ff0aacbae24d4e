package dev.strobe.server.rest.json;

import dev.strobe.server.servable.Signature;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a predict request into tensors, without a tree of it.
 *
 * <p>What the values mean depends on the signature, whose name may stand behind them, and a fault
 * in the JSON goes before every other, wherever it is. So the body is read in one pass as if all
 * were well, with the signature known when the values come; when anything is amiss, it is read
 * again with care: its syntax first, then its parts in TensorFlow Serving's order.
 */
public final class PredictReader {
  private final JsonText text;
  private final Function<String, Signature> signatures;
  private final TensorAllocator allocator;

  private PredictReader(
      JsonText text, Function<String, Signature> signatures, TensorAllocator allocator) {
    this.text = text;
    this.signatures = signatures;
    this.allocator = allocator;
  }

  /**
   * Reads a body.
   *
   * @param signatures finds the signature of a name; may be asked twice
   * @throws ServingException INVALID_ARGUMENT if the body is not a well-made request, UNIMPLEMENTED
   *     for an input whose type JSON values are not turned into, or what {@code signatures} throws
   */
  public static PredictInputs read(
      JsonText text, Function<String, Signature> signatures, TensorAllocator allocator) {
    var reader = new PredictReader(text, signatures, allocator);
    return reader.inOnePass().orElseGet(reader::withCare);
  }

  private Optional<PredictInputs> inOnePass() {
    PredictInputs found = null;
    try {
      var in = new JsonReader(text);
      String name = null;
      for (boolean more = in.peek() == '{' && in.enterObject(); more; more = in.nextMember()) {
        JsonString key = in.key();
        boolean rows = key.says(RequestMembers.INSTANCES);
        if (rows || key.says(RequestMembers.INPUTS)) {
          if (found != null) {
            return abandon(found);
          }
          Signature signature = signature(name == null ? "" : name);
          if (rows) {
            requireRows(in, in.position());
          }
          found = values(in, rows ? PredictFormat.ROW : PredictFormat.COLUMN, signature);
        } else if (name == null && key.says(RequestMembers.SIGNATURE_NAME) && in.peek() == '"') {
          name = in.string().toString();
        } else if (key.says(RequestMembers.SIGNATURE_NAME)) {
          return abandon(found);
        } else {
          in.skipValue();
        }
      }
      boolean asAssumed = found == null || found.signatureName().equals(orDefault(name));
      return asAssumed ? Optional.ofNullable(found) : abandon(found);
    } catch (ServingException e) {
      return abandon(found);
    }
  }

  private static Optional<PredictInputs> abandon(@Nullable PredictInputs found) {
    if (found != null) {
      found.close();
    }
    return Optional.empty();
  }

  private static String orDefault(@Nullable String name) {
    return name == null || name.isEmpty() ? Signature.DEFAULT_NAME : name;
  }

  private PredictInputs withCare() {
    var in = new JsonReader(text);
    int start = in.position();
    var members = RequestMembers.of(in);
    in.moveTo(start);
    String name = RequestMembers.signatureName(in, members.signatureName());
    Signature signature = signature(name);
    if (members.instances() >= 0 && members.inputs() >= 0) {
      throw RequestMembers.malformed(
          in,
          "Not formatted correctly expecting only one of 'inputs' or 'instances' keys to exist ");
    }
    if (members.instances() >= 0) {
      requireRows(in, members.instances());
      in.moveTo(members.instances());
      return values(in, PredictFormat.ROW, signature);
    }
    if (members.inputs() >= 0) {
      in.moveTo(members.inputs());
      return values(in, PredictFormat.COLUMN, signature);
    }
    throw ElementErrors.invalid("Missing 'inputs' or 'instances' key");
  }

  private Signature signature(String name) {
    Signature signature = signatures.apply(orDefault(name));
    if (signature.inputs().isEmpty()) {
      throw ElementErrors.invalid(
          "Failed to get input map for signature: " + (name.isEmpty() ? "DEFAULT" : name));
    }
    return signature;
  }

  private static void requireRows(JsonReader in, int offset) {
    int start = in.position();
    in.moveTo(offset);
    boolean isArray = in.peek() == '[';
    boolean isEmpty = isArray && !in.enterArray();
    in.moveTo(start);
    if (!isArray) {
      throw RequestMembers.malformed(in, "Expecting 'instances' to be an list/array");
    }
    if (isEmpty) {
      throw RequestMembers.malformed(in, "No values in 'instances' array");
    }
  }

  private PredictInputs values(JsonReader in, PredictFormat format, Signature signature) {
    try (var inputs = new NamedInputs(signature, allocator)) {
      Map<String, Tensor> tensors =
          format == PredictFormat.ROW ? RowReader.read(in, inputs) : ColumnReader.read(in, inputs);
      return new PredictInputs(signature.name(), format, tensors);
    }
  }
}
