package dev.strobe.models.savedmodel;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a SavedModel once on tensors given on the command line. */
@Command(name = "run", description = "Runs a SavedModel once and prints what comes out.")
final class RunCommand implements Callable<Integer> {

  private static final int SHOWN = 8;

  @Parameters(paramLabel = "PATH", description = "Version directory, e.g. models/name/1.")
  private Path path;

  @Option(
      names = "--signature",
      defaultValue = "serving_default",
      description = "Which way to call it (default: ${DEFAULT-VALUE}).")
  private String signature;

  @Option(
      names = "--input",
      paramLabel = "NAME=TENSOR",
      description = "An input: x=1,2,5 is a vector, x=2x3:0,1 a matrix filled with 0 and 1.")
  private Map<String, String> inputs = Map.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings({"NullAway.Init", "unused"}) // picocli makes it and sets its fields
  RunCommand() {}

  @Override
  public Integer call() throws IOException {
    SignatureDef called = called();
    Map<String, TensorInfo> outputs = new TreeMap<>(called.getOutputsMap());
    List<Tensor> tensors = new ArrayList<>();
    try (SavedModelBundle model = SavedModelBundle.load(path.toString())) {
      Session.Runner runner = model.session().runner();
      called.getInputsMap().forEach((name, input) -> tensors.add(feed(runner, name, input)));
      outputs.values().forEach(output -> runner.fetch(output.getName()));
      long start = System.nanoTime();
      try (Result result = runner.run()) {
        print(List.copyOf(outputs.keySet()), result, System.nanoTime() - start);
      }
    } finally {
      tensors.forEach(Tensor::close);
    }
    return 0;
  }

  private SignatureDef called() throws IOException {
    Map<String, SignatureDef> signatures = SavedModelFile.signatures(path);
    SignatureDef called = signatures.get(signature);
    if (called == null) {
      throw new IllegalArgumentException(
          "there is no signature " + signature + "; there are " + signatures.keySet());
    }
    return called;
  }

  private Tensor feed(Session.Runner runner, String name, TensorInfo input) {
    String literal = inputs.get(name);
    if (literal == null) {
      throw new IllegalArgumentException("signature " + signature + " needs --input " + name + "=");
    }
    Tensor tensor = TensorLiteral.parse(literal).of(input.getDtype());
    runner.feed(input.getName(), tensor);
    return tensor;
  }

  private void print(List<String> names, Result result, long nanos) {
    PrintWriter out = spec.commandLine().getOut();
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = result.get(i);
      out.printf("%s: %s %s%n", names.get(i), tensor.shape(), first(tensor));
    }
    out.printf("%d ms%n", TimeUnit.NANOSECONDS.toMillis(nanos));
    out.flush();
  }

  private static String first(Tensor tensor) {
    List<String> values = new ArrayList<>();
    if (tensor instanceof TFloat32 floats) {
      floats.scalars().forEach(each -> addFirst(values, Float.toString(each.getFloat())));
    } else if (tensor instanceof TInt32 ints) {
      ints.scalars().forEach(each -> addFirst(values, Integer.toString(each.getInt())));
    } else {
      return tensor.dataType().name();
    }
    return String.join(" ", values) + (tensor.shape().size() > SHOWN ? " ..." : "");
  }

  private static void addFirst(List<String> values, String value) {
    if (values.size() < SHOWN) {
      values.add(value);
    }
  }
}
