package dev.strobe.benchmarks.signatures;

import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.tensorflow.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;

/** What the model said of every window, one response after the other. */
final class Logits {
  private final float[] period;
  private final float[] periodicity;

  private Logits(float[] period, float[] periodicity) {
    this.period = period;
    this.periodicity = periodicity;
  }

  static Logits of(List<PredictResponse> responses) {
    return new Logits(joined(responses, "period_logits"), joined(responses, "periodicity_logits"));
  }

  private static float[] joined(List<PredictResponse> responses, String output) {
    List<float[]> parts =
        responses.stream().map(response -> floats(response.getOutputsOrThrow(output))).toList();
    FloatBuffer all = FloatBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(all::put);
    return all.array();
  }

  private static float[] floats(TensorProto tensor) {
    ByteBuffer content = tensor.getTensorContent().asReadOnlyByteBuffer();
    FloatBuffer floats = content.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[floats.remaining() + tensor.getFloatValCount()];
    floats.get(values, 0, floats.remaining());
    for (int i = 0; i < tensor.getFloatValCount(); i++) {
      values[i] = tensor.getFloatVal(i);
    }
    return values;
  }

  /** By how much the two differ at most; infinite if they are not equally many. */
  double greatestDifference(Logits other) {
    return Stream.of(
            greatestDifference(period, other.period),
            greatestDifference(periodicity, other.periodicity))
        .reduce(0.0, Math::max);
  }

  private static double greatestDifference(float[] some, float[] others) {
    if (some.length == 0 || some.length != others.length) {
      return Double.POSITIVE_INFINITY;
    }
    double greatest = 0;
    for (int i = 0; i < some.length; i++) {
      greatest = Math.max(greatest, Math.abs(some[i] - others[i]));
    }
    return greatest;
  }
}
