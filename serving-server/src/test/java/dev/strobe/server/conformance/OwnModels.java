package dev.strobe.server.conformance;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.MetaGraphDef.MetaInfoDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** Writes SavedModels that answer as TensorFlow Serving's test models of the same purpose do. */
final class OwnModels {
  private static final String PREDICT = "tensorflow/serving/predict";
  private static final String REGRESS = "tensorflow/serving/regress";
  private static final String FILE = "saved_model.pb";

  private OwnModels() {}

  /** y = x / 2 + 2 with five signatures, of which one takes numbers where examples are usual. */
  static void halfPlusTwo(Path source, Path target) throws IOException {
    TensorInfo number = info("x:0", DataType.DT_FLOAT, -1, 1);
    TensorInfo result = info("y:0", DataType.DT_FLOAT, -1, 1);
    change(
        source,
        target,
        meta ->
            meta.putSignatureDef(
                "regress_x2_to_y3",
                signature(REGRESS, Map.of("inputs", number), Map.of("outputs", result))));
  }

  /** The same with the signatures of a TensorFlow 2 export: each says that it predicts. */
  static void allPredict(Path source, Path target) throws IOException {
    NodeDef nothing = NodeDef.newBuilder().setName("nothing").setOp("NoOp").build();
    TensorInfo noTensor = TensorInfo.newBuilder().setName(nothing.getName()).build();
    change(
        source,
        target,
        meta -> {
          meta.getGraphDefBuilder().addNode(nothing);
          for (String name : List.copyOf(meta.getSignatureDefMap().keySet())) {
            SignatureDef old = meta.getSignatureDefOrThrow(name);
            meta.putSignatureDef(name, old.toBuilder().setMethodName(PREDICT).build());
          }
          return meta.putSignatureDef(
              "__saved_model_init_op",
              signature("", Map.of(), Map.of("__saved_model_init_op", noTensor)));
        });
  }

  /** y = x / 2 + addend. */
  static void halfPlus(float addend, long[] shape, Path target) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var x = tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
      Operand<TFloat32> half = tf.math.mul(x, tf.constant(0.5f));
      tf.withName("y").math.add(half, tf.constant(addend));
      var meta =
          meta(graph)
              .putSignatureDef(
                  "serving_default",
                  signature(
                      PREDICT,
                      Map.of("x", info("x:0", DataType.DT_FLOAT, shape)),
                      Map.of("y", info("y:0", DataType.DT_FLOAT, shape))));
      write(meta, target);
    }
  }

  /** A number kept between calls, of a reference type, as TensorFlow 1 keeps its variables. */
  static void counter(Path target) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var counter = tf.withName("counter").variable(Shape.scalar(), TFloat32.class);
      var delta =
          tf.withName("delta").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      tf.withName("incr").assignAdd(counter, tf.constant(1f));
      tf.withName("incr_by").assignAdd(counter, delta);
      tf.withName("reset").assign(counter, tf.constant(0f));
      tf.withName("start").assign(counter, tf.constant(0f));
      var meta =
          meta(graph)
              .putSignatureDef("get_counter", counting("counter:0", Map.of()))
              .putSignatureDef("incr_counter", counting("incr:0", Map.of()))
              .putSignatureDef(
                  "incr_counter_by",
                  counting("incr_by:0", Map.of("delta", info("delta:0", DataType.DT_FLOAT))))
              .putSignatureDef("reset_counter", counting("reset:0", Map.of()))
              .putCollectionDef(
                  "saved_model_main_op",
                  CollectionDef.newBuilder()
                      .setNodeList(CollectionDef.NodeList.newBuilder().addValue("start"))
                      .build());
      write(meta, target);
    }
  }

  private static SignatureDef counting(String output, Map<String, TensorInfo> inputs) {
    return signature(PREDICT, inputs, Map.of("output", info(output, DataType.DT_FLOAT_REF)));
  }

  private static void change(Path source, Path target, UnaryOperator<MetaGraphDef.Builder> change)
      throws IOException {
    Path version = source.resolve("1");
    try (Stream<Path> files = Files.walk(version, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        Path copy = target.resolve(version.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(version.resolve(FILE)));
    write(change.apply(model.getMetaGraphs(0).toBuilder()), target);
  }

  private static MetaGraphDef.Builder meta(Graph graph) {
    return MetaGraphDef.newBuilder()
        .setMetaInfoDef(MetaInfoDef.newBuilder().addTags("serve"))
        .setGraphDef(graph.toGraphDef());
  }

  private static void write(MetaGraphDef.Builder meta, Path target) throws IOException {
    Files.createDirectories(target);
    var model = SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta);
    Files.write(target.resolve(FILE), model.build().toByteArray());
  }

  private static SignatureDef signature(
      String method, Map<String, TensorInfo> inputs, Map<String, TensorInfo> outputs) {
    return SignatureDef.newBuilder()
        .setMethodName(method)
        .putAllInputs(inputs)
        .putAllOutputs(outputs)
        .build();
  }

  private static TensorInfo info(String name, DataType type, long... shape) {
    var dimensions = TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder().setName(name).setDtype(type).setTensorShape(dimensions).build();
  }
}
