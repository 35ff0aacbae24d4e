package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.predictor.ModelSpec;
import java.util.Optional;

/**
 * A model that can be asked for periods, and the best way to ask it: by clips, else by windows of
 * bytes, else as RepNet's published export wants it.
 */
public final class PeriodModel {
  private final ModelVersion version;
  private final PeriodSignature signature;

  private PeriodModel(ModelVersion version, PeriodSignature signature) {
    this.version = version;
    this.signature = signature;
  }

  /**
   * Finds the best signature.
   *
   * @throws UnsuitableModelException if the model has none
   */
  public static PeriodModel of(ModelSpec model) {
    Optional<PeriodSignature> best =
        ClipSignature.find(model)
            .map(PeriodSignature.class::cast)
            .or(() -> WindowsSignature.findWindows(model))
            .or(() -> WindowsSignature.findPublished(model));
    return best.map(
            signature ->
                new PeriodModel(new ModelVersion(model.name(), model.version()), signature))
        .orElseThrow(() -> new UnsuitableModelException(unsuitable(model)));
  }

  private static String unsuitable(ModelSpec model) {
    return ("the model '%s' (version %d) does not count repetitions: of its signatures %s none is"
            + " 'clip' (frames uint8 [-1,H,W,C], strides), 'windows' (frames uint8 [-1,64,H,W,C])"
            + " or 'serving_default' (input_1 float [-1,64,H,W,C], output_1, output_2)")
        .formatted(
            model.name(), model.version(), model.signatures().keySet().stream().sorted().toList());
  }

  /** Which model it is. */
  public ModelVersion version() {
    return version;
  }

  /** The frames it wants. */
  public FrameShape frameShape() {
    return signature.frameShape();
  }

  /** Rows of a window, 64 for RepNet. */
  public int windowRows() {
    return signature.windowRows();
  }

  /** Whether it takes clips and cuts the windows itself. */
  public boolean cutsWindows() {
    return signature.modelCutsWindows();
  }

  PeriodSignature signature() {
    return signature;
  }
}
