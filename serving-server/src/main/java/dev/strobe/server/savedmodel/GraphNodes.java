package dev.strobe.server.savedmodel;

import java.util.List;
import org.tensorflow.internal.c_api.TF_Output;

/** Nodes in an order, in the form in which runs take them. Only read, so any thread may. */
record GraphNodes(TF_Output nodes, int count) {

  static GraphNodes of(List<GraphNode> nodes) {
    TF_Output array = new TF_Output(Math.max(1, nodes.size()));
    for (int i = 0; i < nodes.size(); i++) {
      GraphNode node = nodes.get(i);
      // A view of its own for each element: the array itself must stay at its start.
      TF_Output element = array.getPointer(i);
      element.oper(node.operation()).index(node.index());
    }
    return new GraphNodes(array, nodes.size());
  }
}
