package dev.strobe.benchmarks.serving;

import dev.strobe.protos.serving.PredictLog;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.server.tfrecord.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A base path to which versions are published as they should be: copied beside it, and renamed into
 * place.
 *
 * @param version the directory every version is a copy of
 */
record PublishedModel(Path base, Path version) {

  /** The name of the model that a workload calls. */
  static final String CALLED = "model";

  /** The base path of a model without versions. */
  static PublishedModel of(Path base, Path version) throws IOException {
    return new PublishedModel(Files.createDirectories(base), version);
  }

  /** The arguments of our server at a port. */
  static IntFunction<List<String>> withPort(List<String> flags) {
    return port -> {
      List<String> all = new ArrayList<>(flags);
      all.add("--port=" + port);
      return all;
    };
  }

  /** Makes a version with one recorded request to warm it up, like a given one otherwise. */
  static Path warmedUp(Path version, byte[] request, Path directory) throws IOException {
    copy(version, directory);
    var log = PredictLog.newBuilder().setRequest(PredictRequest.parseFrom(request));
    Path extra = Files.createDirectories(directory.resolve("assets.extra"));
    try (RecordWriter records = RecordWriter.create(extra.resolve("tf_serving_warmup_requests"))) {
      records.write(PredictionLog.newBuilder().setPredictLog(log).build().toByteArray());
    }
    return directory;
  }

  void publish(int number) {
    Path copy = base.resolveSibling(base.getFileName() + "-copy-" + number);
    try {
      copy(version, copy);
      Path unused =
          Files.move(copy, base.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path unused = Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
