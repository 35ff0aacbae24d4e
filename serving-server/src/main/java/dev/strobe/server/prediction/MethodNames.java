package dev.strobe.server.prediction;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;

/** Whether a signature must be exported for the method it is used by, as its exporter named it. */
public enum MethodNames {
  /** Any signature will do whose tensors do; what TensorFlow 2 exports all says predict. */
  IGNORED,
  /** A signature of another name is refused. */
  CHECKED;

  public static final String PREDICT = "tensorflow/serving/predict";
  public static final String CLASSIFY = "tensorflow/serving/classify";
  public static final String REGRESS = "tensorflow/serving/regress";

  /**
   * Sees that a signature may be used for Predict.
   *
   * @param methodName what the exporter said
   * @throws ServingException INTERNAL, as TensorFlow Serving has it, if it must not
   */
  void requirePredict(String methodName) {
    boolean known =
        methodName.equals(PREDICT) || methodName.equals(CLASSIFY) || methodName.equals(REGRESS);
    if (this == CHECKED && !known) {
      throw new ServingException(
          Code.INTERNAL,
          "Expected prediction signature method_name to be one of {%s, %s, %s}. Was: %s"
              .formatted(PREDICT, CLASSIFY, REGRESS, methodName));
    }
  }

  /**
   * Sees that a signature may be used for another method.
   *
   * @param kind what such a signature is called, {@code classification} or {@code regression}
   * @param expected the method
   * @throws ServingException INVALID_ARGUMENT if it must not
   */
  public void require(String kind, String expected, SignatureDef signature) {
    if (this == CHECKED && !signature.getMethodName().equals(expected)) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Expected %s signature method_name to be %s. Was: %s"
              .formatted(kind, expected, signature.getMethodName()));
    }
  }
}
