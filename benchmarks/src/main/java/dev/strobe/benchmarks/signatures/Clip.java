package dev.strobe.benchmarks.signatures;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Grey frames of {@value #SIDE} x {@value #SIDE}, and the strides at which they are judged. */
final class Clip {
  static final String MODEL = "repnet-small";
  static final int SIDE = 96;
  private static final int FRAME_BYTES = SIDE * SIDE;
  private static final int ROWS = 64;

  /** The most windows that the main job would put into a request. */
  private static final int WINDOWS_A_REQUEST = 16;

  private final byte[][] frames;
  private final List<Integer> strides;

  private Clip(byte[][] frames, List<Integer> strides) {
    this.frames = frames;
    this.strides = strides;
  }

  /** Frames of which each differs a little, at random, from the one before. */
  static Clip randomWalk(int count, List<Integer> strides) {
    Random random = new Random(1);
    byte[][] frames = new byte[count][FRAME_BYTES];
    random.nextBytes(frames[0]);
    for (int frame = 1; frame < count; frame++) {
      for (int pixel = 0; pixel < FRAME_BYTES; pixel++) {
        int grey = (frames[frame - 1][pixel] & 0xff) + random.nextInt(-12, 13);
        frames[frame][pixel] = (byte) Math.max(0, Math.min(255, grey));
      }
    }
    return new Clip(frames, strides);
  }

  /** The request of signature {@code clip}. */
  PredictRequest whole() {
    ByteBuffer pixels = ByteBuffer.allocate(frames.length * FRAME_BYTES);
    for (byte[] frame : frames) {
      pixels.put(frame);
    }
    ByteBuffer ints =
        ByteBuffer.allocate(strides.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    strides.forEach(ints::putInt);
    return request("clip")
        .putInputs("frames", tensor(DataType.DT_UINT8, pixels, frames.length, SIDE, SIDE, 1))
        .putInputs("strides", tensor(DataType.DT_INT32, ints, strides.size()))
        .build();
  }

  /** The requests of signature {@code windows}, which give the same windows in the same order. */
  List<PredictRequest> windows() {
    List<Window> windows = new ArrayList<>();
    for (int stride : strides) {
      for (int start = 0; start < frames.length; start += stride * ROWS) {
        windows.add(new Window(stride, start));
      }
    }
    return IntStream.iterate(0, i -> i < windows.size(), i -> i + WINDOWS_A_REQUEST)
        .mapToObj(i -> windows.subList(i, Math.min(windows.size(), i + WINDOWS_A_REQUEST)))
        .map(this::windows)
        .toList();
  }

  private PredictRequest windows(List<Window> some) {
    ByteBuffer pixels = ByteBuffer.allocate(some.size() * ROWS * FRAME_BYTES);
    for (Window window : some) {
      for (int row = 0; row < ROWS; row++) {
        pixels.put(frames[Math.min(frames.length - 1, window.start + row * window.stride)]);
      }
    }
    return request("windows")
        .putInputs("frames", tensor(DataType.DT_UINT8, pixels, some.size(), ROWS, SIDE, SIDE, 1))
        .build();
  }

  private static PredictRequest.Builder request(String signature) {
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName(MODEL).setSignatureName(signature));
  }

  private static TensorProto tensor(DataType type, ByteBuffer full, long... shape) {
    ByteString content = UnsafeByteOperations.unsafeWrap(full.flip());
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dims.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorProto.newBuilder()
        .setDtype(type)
        .setTensorShape(dims)
        .setTensorContent(content)
        .build();
  }

  private record Window(int stride, int start) {}
}
