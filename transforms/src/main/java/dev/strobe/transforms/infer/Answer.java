package dev.strobe.transforms.infer;

import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** Reads a period model's outputs, and is particular about their types and shapes. */
record Answer(Map<String, Tensor> outputs) {

  /**
   * The rows of {@code windows} windows from logits {@code [windows, rows, classes]} and {@code
   * [windows, rows, 1]}.
   */
  ScoreRows rows(String periodLogits, String periodicityLogits, int windows, int windowRows) {
    Tensor period = require(periodLogits, ElementType.FLOAT, windows, windowRows, -1);
    Tensor periodicity = require(periodicityLogits, ElementType.FLOAT, windows, windowRows, 1);
    int classes = Math.toIntExact(period.shape()[2]);
    return ScoreRows.owning(
        classes,
        floats(period, windows * windowRows * classes),
        floats(periodicity, windows * windowRows));
  }

  /** An INT32 vector of any length. */
  int[] ints(String name) {
    Tensor tensor = require(name, ElementType.INT32, -1);
    int[] values = new int[Math.toIntExact(tensor.shape()[0])];
    tensor.ints().get(values);
    return values;
  }

  private static float[] floats(Tensor tensor, int count) {
    float[] values = new float[count];
    tensor.floats().get(values);
    return values;
  }

  private Tensor require(String name, ElementType type, long... shape) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new UnexpectedAnswerException(
          "the model's answer lacks '%s'; it has %s".formatted(name, outputs.keySet()));
    }
    if (tensor.type() != type || !matches(tensor.shape(), shape)) {
      throw new UnexpectedAnswerException(
          "the model's '%s' must be %s%s but was %s"
              .formatted(name, type, Arrays.toString(shape), tensor));
    }
    return tensor;
  }

  private static boolean matches(long[] actual, long[] wanted) {
    if (actual.length != wanted.length) {
      return false;
    }
    for (int i = 0; i < actual.length; i++) {
      if ((wanted[i] >= 0 && wanted[i] != actual[i]) || actual[i] < 1) {
        return false;
      }
    }
    return true;
  }
}
