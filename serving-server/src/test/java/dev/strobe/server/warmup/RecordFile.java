package dev.strobe.server.warmup;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictLog;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.protos.tensorflow.TensorShapeProto;
import dev.strobe.server.tfrecord.MaskedCrc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Warm-up files and what stands in them. */
public final class RecordFile {

  private RecordFile() {}

  /** A half_plus_two call for one value, by any name. */
  public static PredictionLog predict(String input) {
    var request =
        PredictRequest.newBuilder()
            .setModelSpec(ModelSpec.newBuilder().setName("any"))
            .putInputs(input, one());
    return PredictionLog.newBuilder()
        .setPredictLog(PredictLog.newBuilder().setRequest(request))
        .build();
  }

  /** A float in a row of its own. */
  private static TensorProto one() {
    var shape = TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(1));
    return TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).setTensorShape(shape).build();
  }

  /** Writes the warm-up file of a version. */
  static void write(Path version, Collection<byte[]> records) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (byte[] record : records) {
      bytes.writeBytes(framed(record));
    }
    Path folder = Files.createDirectories(version.resolve("assets.extra"));
    Files.write(folder.resolve("tf_serving_warmup_requests"), bytes.toByteArray());
  }

  /** One record as it stands in a file. */
  public static byte[] framed(byte[] data) {
    byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
    return littleEndian(length.length + data.length + 2 * Integer.BYTES)
        .put(length)
        .putInt(MaskedCrc.of(length))
        .put(data)
        .putInt(MaskedCrc.of(data))
        .array();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
