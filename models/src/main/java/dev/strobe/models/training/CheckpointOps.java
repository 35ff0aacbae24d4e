package dev.strobe.models.training;

import dev.strobe.models.training.Variables.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Operations that write variables to a file and read them back, in TensorFlow's own format (tensor
 * bundles), beside two values that are no variables: the step and the configuration.
 */
final class CheckpointOps {

  private static final String STEP = "step";
  private static final String CONFIG = "config";

  private final Placeholder<TString> prefix;
  private final Placeholder<TInt32> step;
  private final Placeholder<TString> config;
  private final Op save;
  private final Op assign;
  private final Output<?> savedStep;
  private final Output<?> savedConfig;

  CheckpointOps(Ops tf, List<Variable> variables) {
    this.prefix = scalar(tf, TString.class, "checkpoint_prefix");
    this.step = scalar(tf, TInt32.class, "checkpoint_step");
    this.config = scalar(tf, TString.class, "checkpoint_config");
    List<String> names = new ArrayList<>(List.of(STEP, CONFIG));
    List<Operand<?>> values = new ArrayList<>(List.of(step, config));
    List<Class<? extends TType>> types = new ArrayList<>(List.of(TInt32.class, TString.class));
    for (Variable variable : variables) {
      names.add(variable.name());
      values.add(variable.value());
      types.add(TFloat32.class);
    }
    Operand<TString> keys = tf.array(names.toArray(String[]::new));
    Operand<TString> whole = tf.array(names.stream().map(name -> "").toArray(String[]::new));
    this.save = tf.train.save(prefix, keys, whole, values);
    List<Output<?>> saved = tf.train.restore(prefix, keys, whole, types).tensors();
    this.savedStep = saved.get(0);
    this.savedConfig = saved.get(1);
    List<Op> assignments = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      assignments.add(tf.assignVariableOp(variables.get(i).handle(), saved.get(i + 2)));
    }
    this.assign = tf.withControlDependencies(assignments).noOp();
  }

  /** Writes the variables and the state to files whose names begin with {@code path}. */
  void save(Session session, Path path, TrainingState state) {
    try (TString where = TString.scalarOf(path.toString());
        TInt32 steps = TInt32.scalarOf(state.step());
        TString words = TString.scalarOf(state.config())) {
      session
          .runner()
          .feed(prefix, where)
          .feed(step, steps)
          .feed(config, words)
          .addTarget(save)
          .run()
          .close();
    }
  }

  /** Reads what {@link #save} wrote: sets the variables and returns the state. */
  TrainingState restore(Session session, Path path) {
    try (TString where = TString.scalarOf(path.toString());
        Result result =
            session
                .runner()
                .feed(prefix, where)
                .addTarget(assign)
                .fetch(savedStep)
                .fetch(savedConfig)
                .run()) {
      return new TrainingState(
          ((TInt32) result.get(0)).getInt(), ((TString) result.get(1)).getObject());
    }
  }

  private static <T extends TType> Placeholder<T> scalar(Ops tf, Class<T> type, String name) {
    return tf.withName(name).placeholder(type, Placeholder.shape(Shape.scalar()));
  }
}
