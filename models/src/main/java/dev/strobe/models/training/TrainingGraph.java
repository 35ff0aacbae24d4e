package dev.strobe.models.training;

import dev.strobe.models.repnet.BlockScores;
import dev.strobe.models.repnet.HeadInputs;
import dev.strobe.models.repnet.JointHead;
import dev.strobe.models.repnet.JointSpec;
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
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The head with its variables, loss and optimiser, in a session of its own. What comes before the
 * head has no weights and was computed when the windows were drawn.
 *
 * <p>Everything runs in the caller's thread, so that sums are always taken in the same order and
 * equal runs give equal weights. Not safe for use by several threads.
 */
final class TrainingGraph implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final BatchInputs inputs;
  private final Placeholder<TInt32> draw;
  private final BlockScores scores;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> trainingLoss;
  private final StepInputs stepInputs;
  private final List<Variable> weights;
  private final Adam adam;
  private final CheckpointOps checkpoints;

  private TrainingGraph(JointSpec spec, TrainingConfig config, Graph graph) {
    Ops tf = Ops.create(graph);
    Variables variables = new Variables(config.seed());
    this.graph = graph;
    this.inputs = new BatchInputs(tf);
    this.draw = tf.withName("draw").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    JointHead head = new JointHead(tf, spec, variables);
    HeadInputs features = inputs.features(tf);
    this.scores = head.scores(features, values -> values);
    this.loss = new Loss(tf).of(scores, inputs.classes(), inputs.on());
    InputNoise noise = new InputNoise(tf, config.disturbance(), config.batch(), draw);
    BlockScores disturbed = head.scores(noise.on(features), noise::dropout);
    this.trainingLoss = new Loss(tf).of(disturbed, inputs.classes(), inputs.on());
    this.stepInputs = StepInputs.in(tf);
    this.weights = variables.all();
    this.adam = Adam.minimise(tf, trainingLoss, weights, stepInputs);
    this.checkpoints = new CheckpointOps(tf, variables().toList());
    this.session = new Session(graph, inCallersThread());
  }

  /** Builds the graph and gives its variables their first values. */
  static TrainingGraph create(JointSpec spec, TrainingConfig config) {
    Graph graph = new Graph();
    try {
      var training = new TrainingGraph(spec, config, graph);
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
    try (var tensors = BatchInputs.tensors(batch);
        var values = stepInputs.at(config, step);
        TInt32 drawn = TInt32.scalarOf(Long.hashCode(config.seed() * 1_000_003L) ^ step);
        Result result =
            stepInputs
                .feed(inputs.feed(session.runner(), tensors), values)
                .feed(draw, drawn)
                .addTarget(adam.step())
                .fetch(trainingLoss)
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** What the model says of a batch. */
  Answers answer(Batch batch) {
    try (var tensors = BatchInputs.tensors(batch);
        Result result =
            inputs
                .feed(session.runner(), tensors)
                .fetch(scores.period())
                .fetch(scores.periodicity())
                .fetch(loss)
                .run()) {
      return new Answers(
          JointSpec.PERIODS,
          read(result, 0),
          read(result, 1),
          ((TFloat32) result.get(2)).getFloat());
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

  private static ConfigProto inCallersThread() {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(1)
        .setInterOpParallelismThreads(-1)
        .build();
  }
}
