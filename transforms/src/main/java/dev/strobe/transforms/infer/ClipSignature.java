package dev.strobe.transforms.infer;

import dev.strobe.transforms.decode.FrameShape;
import dev.strobe.transforms.predictor.ElementType;
import dev.strobe.transforms.predictor.ModelSpec;
import dev.strobe.transforms.predictor.SignatureSpec;
import dev.strobe.transforms.predictor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Signature {@code clip}: frames go over once, whatever the strides, and the model cuts the
 * windows. {@code frames} UINT8 {@code [n, height, width, channels]} and {@code strides} INT32
 * {@code [k]} give {@code period_logits} FLOAT {@code [m, rows, classes]}, {@code
 * periodicity_logits} FLOAT {@code [m, rows, 1]}, {@code window_stride} and {@code window_start}
 * INT32 {@code [m]}.
 */
record ClipSignature(FrameShape frameShape, int windowRows) implements PeriodSignature {
  static final String NAME = "clip";

  static Optional<ClipSignature> find(ModelSpec model) {
    SignatureSpec signature = model.signatures().get(NAME);
    if (signature == null || !signature.inputs().containsKey("strides")) {
      return Optional.empty();
    }
    TensorShapes shapes = new TensorShapes(signature);
    return shapes
        .input("frames", ElementType.UINT8, 4)
        .flatMap(TensorShapes::frameShape)
        .map(shape -> new ClipSignature(shape, shapes.windowRows("period_logits")));
  }

  @Override
  public boolean modelCutsWindows() {
    return true;
  }

  @Override
  public Stream<PeriodRequest> requests(FrameClip clip) {
    long[] shape = {clip.count(), frameShape.height(), frameShape.width(), frameShape.channels()};
    Map<String, Tensor> inputs =
        Map.of(
            "frames",
            Tensor.of(ElementType.UINT8, shape, clip.pixels()),
            "strides",
            Tensor.ofInts(clip.strides().stream().mapToInt(Integer::intValue).toArray()));
    int firstFrame = clip.firstFrame();
    return Stream.of(
        new PeriodRequest(
            NAME, inputs, clip.pixels().remaining(), answer -> read(answer, firstFrame)));
  }

  private WindowScores read(Answer answer, int firstFrame) {
    int[] strides = answer.ints("window_stride");
    int[] starts = answer.ints("window_start");
    if (strides.length != starts.length) {
      throw new UnexpectedAnswerException(
          "the model's 'window_stride' and 'window_start' must be equally long but were %d and %d"
              .formatted(strides.length, starts.length));
    }
    List<Window> windows = new ArrayList<>(strides.length);
    for (int i = 0; i < strides.length; i++) {
      windows.add(new Window(strides[i], firstFrame + starts[i]));
    }
    return new WindowScores(
        windows, answer.rows("period_logits", "periodicity_logits", windows.size(), windowRows));
  }
}
