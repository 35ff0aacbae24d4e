package dev.strobe.models.scene;

import dev.strobe.models.synthetic.Draws;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each of several kinds is drawn.
 *
 * @param weights weight of every kind that occurs, not negative; only their ratios matter
 */
public record Shares<K extends Enum<K>>(Map<K, Double> weights) {

  public Shares {
    weights = new TreeMap<>(weights); // in the order of the enum, whatever map was given
    double sum = 0;
    for (var entry : weights.entrySet()) {
      if (!(entry.getValue() >= 0 && entry.getValue() < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of %s must be finite and at least 0 but was %s"
                .formatted(entry.getKey(), entry.getValue()));
      }
      sum += entry.getValue();
    }
    if (sum <= 0) {
      throw new IllegalArgumentException("some weight must be above 0 but were " + weights);
    }
  }

  @Override
  public Map<K, Double> weights() {
    return Map.copyOf(weights);
  }

  /** The part of all draws that are {@code kind}, in [0, 1]. */
  public double of(K kind) {
    return weights.getOrDefault(kind, 0.0) / sum();
  }

  K draw(Draws draws) {
    double left = draws.uniform(0, sum());
    K last = null;
    for (var entry : weights.entrySet()) {
      if (entry.getValue() > 0) {
        last = entry.getKey();
        left -= entry.getValue();
        if (left < 0) {
          return last;
        }
      }
    }
    if (last == null) {
      throw new AssertionError("no kind has a weight");
    }
    return last;
  }

  private double sum() {
    double sum = 0;
    for (double weight : weights.values()) {
      sum += weight;
    }
    return sum;
  }
}
