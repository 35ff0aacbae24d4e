package dev.strobe.server.examples;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import java.util.Arrays;

/** What is told of signatures and outputs that do not fit a method. */
final class OutputChecks {

  private OutputChecks() {}

  static ServingException invalid(String message) {
    return new ServingException(Code.INVALID_ARGUMENT, message);
  }

  /** A failure that shows the signature behind a text. */
  static ServingException unfit(String text, SignatureDef signature) {
    return invalid(text + TextFormat.printer().printToString(signature));
  }

  /** A shape as TensorFlow prints it: {@code [2,3]}. */
  static String shape(Tensor tensor) {
    return Arrays.toString(tensor.shape()).replace(" ", "");
  }
}
