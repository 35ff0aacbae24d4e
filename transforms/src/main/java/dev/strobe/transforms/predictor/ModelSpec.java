package dev.strobe.transforms.predictor;

import java.util.Map;

/**
 * A model as its server describes it.
 *
 * @param name the name requests use
 * @param version the version that answered
 * @param signatures by key, such as {@code serving_default}
 */
public record ModelSpec(String name, long version, Map<String, SignatureSpec> signatures) {

  public ModelSpec {
    signatures = Map.copyOf(signatures);
  }
}
