package dev.strobe.models.repnet;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/** Weights drawn at random, so that every output depends on every input. */
final class JointWeights {

  private JointWeights() {}

  static Weights random() {
    Random random = new Random(1);
    Map<String, float[]> values = new HashMap<>();
    try (Graph graph = new Graph()) {
      JointHead unused =
          new JointHead(
              Ops.create(graph),
              JointSpec.defaults(),
              (tf, name, shape, initial) -> {
                float[] drawn = new float[(int) shape.size()];
                for (int i = 0; i < drawn.length; i++) {
                  drawn[i] = (float) (random.nextGaussian() / Math.sqrt((double) shape.get(0)));
                }
                values.put(name, drawn);
                return Weights.of(Map.of(name, drawn)).get(tf, name, shape, initial);
              });
    }
    return Weights.of(values);
  }
}
