package dev.strobe.server.batching;

import dev.strobe.protos.tensorflow.SignatureDef;
import dev.strobe.server.servable.Run;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Answers y = x / 2 + 2 and z = x, and records what it was asked. */
final class FakeServable implements Servable {
  static final Signature SIGNATURE =
      Signature.of(
          "serving_default",
          "",
          Map.of("x", floats("x:0")),
          Map.of("y", floats("y:0"), "z", floats("z:0")));

  /** Inputs of each run, as they were. */
  final List<float[]> inputs = new ArrayList<>();

  final List<long[]> shapes = new ArrayList<>();
  final List<Run> held = new ArrayList<>();

  /** Counts tensors, of the test and of this, that nobody has closed yet. */
  final AtomicInteger openTensors = new AtomicInteger();

  boolean holding;
  boolean closed;

  /** What is answered instead where it is not empty: a value that fails its whole run. */
  Optional<Float> poison = Optional.empty();

  Code poisonCode = Code.INVALID_ARGUMENT;

  /** Makes the outputs. */
  BiFunction<long[], float[], Tensor> output =
      (shape, values) -> {
        float[] halved = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          halved[i] = values[i] / 2 + 2;
        }
        return tensor(shape, halved);
      };

  private static TensorSpec floats(String name) {
    return new TensorSpec(name, DType.FLOAT, Optional.empty());
  }

  Tensor tensor(long[] shape, float... values) {
    openTensors.incrementAndGet();
    ByteBuffer data = ByteBuffer.allocateDirect(4 * values.length);
    data.order(java.nio.ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return Tensor.of(DType.FLOAT, shape, data, openTensors::decrementAndGet);
  }

  static float[] values(Tensor tensor) {
    FloatBuffer data = tensor.data().asFloatBuffer();
    float[] values = new float[data.remaining()];
    data.get(values);
    return values;
  }

  @Override
  public Map<String, Signature> signatures() {
    return Map.of("serving_default", SIGNATURE);
  }

  @Override
  public Map<String, SignatureDef> definitions() {
    return Map.of();
  }

  @Override
  public void run(Run run) {
    inputs.add(values(run.inputs().get("x")));
    shapes.add(run.inputs().get("x").shape());
    if (holding) {
      held.add(run);
    } else {
      end(run);
    }
  }

  /** Ends the first run that is held. */
  void endOne() {
    end(held.remove(0));
  }

  private void end(Run run) {
    Tensor x = run.inputs().get("x");
    float[] values = values(x);
    long[] shape = x.shape();
    run.inputs().values().forEach(Tensor::close);
    for (float value : values) {
      if (poison.isPresent() && poison.get() == value) {
        run.fail(new ServingException(poisonCode, "poisoned by " + value));
        return;
      }
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (String alias : run.outputs()) {
      outputs.put(alias, alias.equals("y") ? output.apply(shape, values) : tensor(shape, values));
    }
    run.succeed(outputs);
  }

  @Override
  public void close() {
    closed = true;
  }
}
