package dev.strobe.server.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

final class MetaGraphTest {

  @Test
  void nodesAndFunctionsAreRead() throws IOException {
    var function =
        FunctionDef.newBuilder()
            .setSignature(OpDef.newBuilder().setName("f"))
            .addNodeDef(node("c", "Conv2D"));
    var add = node("z", "Add").toBuilder().addInput("x:1").addInput("y").addInput("^w").build();
    var graph =
        GraphDef.newBuilder()
            .addNode(add)
            .setLibrary(FunctionDefLibrary.newBuilder().addFunction(function));
    MetaGraph read = parse(MetaGraphDef.newBuilder().setGraphDef(graph));
    assertThat(read.nodes())
        .isEqualTo(Map.of("z", new MetaGraph.Node("Add", List.of("x", "y", "w"))));
    assertThat(read.functions()).containsExactly("f");
    assertThat(read.functionOperations()).containsExactly("Conv2D");
  }

  @Test
  void signaturesAreRead() throws IOException {
    var input = TensorInfo.newBuilder().setName("x:0").setDtype(DataType.DT_FLOAT);
    var definition = SignatureDef.newBuilder().setMethodName("m").putInputs("x", input.build());
    var graph = parse(MetaGraphDef.newBuilder().putSignatureDef("s", definition.build()));
    assertThat(graph.signatures()).containsOnlyKeys("s");
    assertThat(graph.signatures().get("s").getInputsOrThrow("x").getName()).isEqualTo("x:0");
  }

  @Test
  void onlyVariablesWithARestoreOperationAreNeeded() throws IOException {
    var variable = GraphDef.newBuilder().addNode(node("v", "VarHandleOp"));
    var saver = SaverDef.newBuilder().setRestoreOpName("save/restore_all");
    var meta = MetaGraphDef.newBuilder().setGraphDef(variable);
    assertThat(parse(meta).needsVariables()).isFalse();
    assertThat(parse(meta.setSaverDef(saver)).needsVariables()).isTrue();
    assertThat(parse(meta.clearGraphDef()).needsVariables()).isFalse();
  }

  private static NodeDef node(String name, String op) {
    return NodeDef.newBuilder().setName(name).setOp(op).build();
  }

  private static MetaGraph parse(MetaGraphDef.Builder meta) throws IOException {
    return MetaGraph.parse(ByteBuffer.wrap(meta.build().toByteArray()));
  }
}
