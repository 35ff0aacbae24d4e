package dev.strobe.models.savedmodel;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the signatures of a SavedModel. */
@Command(name = "show", description = "Prints a SavedModel's signatures.")
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PATH", description = "Version directory, e.g. models/name/1.")
  private Path path;

  @Spec private CommandSpec spec;

  @SuppressWarnings({"NullAway.Init", "unused"}) // picocli makes it and sets its fields
  ShowCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    SavedModelFile.signatures(path).forEach((name, signature) -> print(out, name, signature));
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, String name, SignatureDef signature) {
    out.printf("%s (%s)%n", name, signature.getMethodName());
    print(out, "in ", signature.getInputsMap());
    print(out, "out", signature.getOutputsMap());
  }

  private static void print(PrintWriter out, String kind, Map<String, TensorInfo> tensors) {
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) ->
                out.printf(
                    "  %s  %s: %s %s  <- %s%n",
                    kind, name, type(tensor), shape(tensor.getTensorShape()), tensor.getName()));
  }

  private static String type(TensorInfo tensor) {
    return tensor.getDtype().name().replace("DT_", "").toLowerCase(Locale.ROOT);
  }

  private static String shape(TensorShapeProto shape) {
    if (shape.getUnknownRank()) {
      return "of any shape";
    }
    return shape.getDimList().stream()
        .map(size -> size.getSize() < 0 ? "?" : Long.toString(size.getSize()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
