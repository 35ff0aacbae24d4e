package dev.strobe.server.savedmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.MetaGraphDef.MetaInfoDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** Writes a SavedModel of one convolution: x [-1, 8, 8, 3] to y [-1, 6, 6, 4], all weights 0.1. */
final class ConvModel {

  private ConvModel() {}

  static void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var x =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 8, 8, 3)));
      var weights = tf.fill(tf.constant(new int[] {3, 3, 3, 4}), tf.constant(0.1f));
      var y = tf.nn.conv2d(x, weights, List.of(1L, 1L, 1L, 1L), "VALID");
      var named = tf.withName("y").identity(y);
      var signature =
          SignatureDef.newBuilder()
              .setMethodName("tensorflow/serving/predict")
              .putInputs("x", info("x:0", -1, 8, 8, 3))
              .putOutputs("y", info(named.op().name() + ":0", -1, 6, 6, 4));
      var meta =
          MetaGraphDef.newBuilder()
              .setMetaInfoDef(MetaInfoDef.newBuilder().addTags("serve"))
              .setGraphDef(graph.toGraphDef())
              .putSignatureDef("serving_default", signature.build());
      var model = SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta);
      Files.write(directory.resolve("saved_model.pb"), model.build().toByteArray());
    }
  }

  private static TensorInfo info(String name, long... shape) {
    var dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(name)
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(dimensions)
        .build();
  }
}
