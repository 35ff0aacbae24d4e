package dev.strobe.models.training;

import dev.strobe.models.repnet.BlockScores;
import dev.strobe.models.repnet.RepNet;
import dev.strobe.models.repnet.RepNetSpec;
import dev.strobe.models.repnet.Weights;
import dev.strobe.models.training.Variables.Variable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * The model with its variables, loss and optimiser, in a session of its own.
 *
 * <p>Everything runs in the caller's thread, so that sums are always taken in the same order and
 * equal runs give equal weights. Not safe for use by several threads.
 */
final class TrainingGraph implements AutoCloseable {

  private final RepNetSpec spec;
  private final Graph graph;
  private final Session session;
  private final Placeholder<TFloat32> distances;
  private final Placeholder<TFloat32> classes;
  private final Placeholder<TFloat32> periodicity;
  private final BlockScores scores;
  private final Operand<TFloat32> loss;
  private final StepInputs stepInputs;
  private final List<Variable> weights;
  private final Adam adam;
  private final CheckpointOps checkpoints;

  private TrainingGraph(RepNetSpec spec, Graph graph, long seed) {
    Ops tf = Ops.create(graph);
    Variables variables = new Variables(seed);
    this.spec = spec;
    this.graph = graph;
    this.distances = input(tf, "distances", spec.window(), spec.window());
    this.classes = input(tf, "classes", spec.blocks(), spec.periods());
    this.periodicity = input(tf, "periodicity", spec.blocks(), 1);
    this.scores = new RepNet(tf, spec, variables).scoreDistances(distances);
    this.loss = new Loss(tf).of(scores, classes, periodicity, spec.periods());
    this.stepInputs = StepInputs.in(tf);
    this.weights = variables.all();
    this.adam = Adam.minimise(tf, loss, weights, stepInputs);
    this.checkpoints = new CheckpointOps(tf, variables().toList());
    this.session = new Session(graph, inCallersThread());
  }

  /** Builds the graph and gives its variables their first values. */
  static TrainingGraph create(RepNetSpec spec, long seed) {
    Graph graph = new Graph();
    try {
      var training = new TrainingGraph(spec, graph, seed);
      Session.Runner runner = training.session.runner();
      training.variables().map(Variable::initialise).forEach(runner::addTarget);
      runner.run().close();
      return training;
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** Trains on one batch and returns the loss it had before. */
  double step(Batch batch, TrainingConfig config, int step) {
    try (var inputs = new Inputs(batch);
        var values = stepInputs.at(config, step);
        Result result =
            stepInputs
                .feed(inputs.feed(session.runner()), values)
                .addTarget(adam.step())
                .fetch(loss)
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** What the model says of a batch. */
  Answers answer(Batch batch) {
    try (var inputs = new Inputs(batch);
        Result result =
            inputs
                .feed(session.runner())
                .fetch(scores.period())
                .fetch(scores.periodicity())
                .fetch(loss)
                .run()) {
      return new Answers(
          spec.periods(), read(result, 0), read(result, 1), ((TFloat32) result.get(2)).getFloat());
    }
  }

  /** The weights as they are now. */
  Weights weights() {
    Map<String, float[]> values = new HashMap<>();
    for (Variable variable : weights) {
      try (Result result = session.runner().fetch(variable.value()).run()) {
        values.put(variable.name(), read(result, 0));
      }
    }
    return Weights.of(values);
  }

  /** Writes all there is to go on from: weights, moments and what {@code state} says. */
  void save(Path prefix, TrainingState state) {
    checkpoints.save(session, prefix, state);
  }

  /** Reads what {@link #save} wrote. */
  TrainingState restore(Path prefix) {
    return checkpoints.restore(session, prefix);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Stream<Variable> variables() {
    return Stream.concat(weights.stream(), adam.slots().stream());
  }

  private static float[] read(Result result, int index) {
    TFloat32 tensor = (TFloat32) result.get(index);
    float[] values = new float[(int) tensor.size()];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  private static Placeholder<TFloat32> input(Ops tf, String name, int rows, int columns) {
    return tf.withName(name)
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, rows, columns)));
  }

  private static ConfigProto inCallersThread() {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(1)
        .setInterOpParallelismThreads(-1)
        .build();
  }

  /** A batch as tensors, freed by {@link #close()}. */
  private final class Inputs implements AutoCloseable {

    private final TFloat32 distanceValues;
    private final TFloat32 classValues;
    private final TFloat32 periodicityValues;

    Inputs(Batch batch) {
      this.distanceValues = tensor(batch.distances(), batch, distances);
      this.classValues = tensor(batch.classes(), batch, classes);
      this.periodicityValues = tensor(batch.periodicity(), batch, periodicity);
    }

    Session.Runner feed(Session.Runner runner) {
      return runner
          .feed(distances, distanceValues)
          .feed(classes, classValues)
          .feed(periodicity, periodicityValues);
    }

    @Override
    public void close() {
      distanceValues.close();
      classValues.close();
      periodicityValues.close();
    }

    private static TFloat32 tensor(float[] values, Batch batch, Placeholder<TFloat32> input) {
      Shape each = input.shape();
      Shape shape = Shape.of(batch.windows(), each.get(1), each.get(2));
      return TFloat32.tensorOf(shape, DataBuffers.of(values));
    }
  }
}
