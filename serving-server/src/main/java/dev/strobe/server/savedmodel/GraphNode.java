package dev.strobe.server.savedmodel;

import dev.strobe.server.tensor.DType;
import java.util.List;
import java.util.Optional;
import org.tensorflow.internal.c_api.TF_Operation;

/**
 * One output of an operation of a loaded graph.
 *
 * @param name the operation's
 * @param dtype as the graph has it, which a signature may get wrong; empty for a type that cannot
 *     leave the runtime
 * @param shape as the graph has it, -1 where any size will do; empty where the rank is not known
 */
record GraphNode(
    String name,
    TF_Operation operation,
    int index,
    Optional<DType> dtype,
    Optional<List<Long>> shape) {}
