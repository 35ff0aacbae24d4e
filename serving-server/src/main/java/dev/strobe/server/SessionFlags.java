package dev.strobe.server;

import dev.strobe.server.savedmodel.SavedModelConfig;
import dev.strobe.server.savedmodel.SavedModelConfig.ShapeChecks;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.textproto.TextProtoFile;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import picocli.CommandLine.Option;

/** The command line's flags about SavedModels and TensorFlow's sessions. */
final class SessionFlags {
  private static final String BFLOAT16 = "bfloat16";

  @Option(
      names = "--saved_model_tags",
      defaultValue = "serve",
      split = ",",
      description = "Tags of the graph to take from a SavedModel.")
  private List<String> tags = List.of();

  @Option(
      names = "--strict_shapes",
      arity = "0..1",
      fallbackValue = "true",
      description = "Ours: refuse every input whose shape does not fit the signature.")
  private boolean strictShapes;

  @Option(
      names = "--tensorflow_session_parallelism",
      defaultValue = "0",
      description = "Threads between and within operations; 0 for the two below.")
  private int threads;

  @Option(
      names = "--tensorflow_intra_op_parallelism",
      defaultValue = "0",
      description = "Threads within an operation; 0 for up to four.")
  private int intraOpThreads;

  @Option(
      names = "--tensorflow_inter_op_parallelism",
      defaultValue = "0",
      description = "Threads between operations; 0 to run each call on one thread.")
  private int interOpThreads;

  @Option(
      names = "--tensorflow_session_config_file",
      defaultValue = "",
      description = "File with a tensorflow.ConfigProto in text format.")
  private String configFile = "";

  @Option(
      names = "--per_process_gpu_memory_fraction",
      defaultValue = "0",
      description = "Share of a GPU's memory taken at once; 0 lets TensorFlow decide.")
  private double gpuMemoryFraction;

  @Option(
      names = "--mixed_precision",
      defaultValue = "",
      description = "bfloat16: let graphs compute in it where TensorFlow holds that to be safe.")
  private String mixedPrecision = "";

  /**
   * What the flags say. A flag about threads counts before the file, and the file before the
   * defaults.
   *
   * @throws ServingException for a file that cannot be read
   * @throws IllegalArgumentException for a value that is not allowed
   */
  SavedModelConfig config() {
    if (threads != 0 && intraOpThreads != 0 && interOpThreads != 0) {
      throw new IllegalArgumentException(
          "--tensorflow_session_parallelism cannot be set beside both"
              + " --tensorflow_intra_op_parallelism and --tensorflow_inter_op_parallelism");
    }
    SavedModelConfig defaults = SavedModelConfig.defaults();
    ConfigProto.Builder session = session();
    int interOp =
        firstSet(
            interOpThreads,
            threads,
            session.getInterOpParallelismThreads(),
            defaults.interOpThreads());
    int intraOp =
        firstSet(
            intraOpThreads,
            threads,
            session.getIntraOpParallelismThreads(),
            defaults.intraOpThreads());
    return new SavedModelConfig(
        tags,
        interOp,
        intraOp,
        session.build(),
        strictShapes ? ShapeChecks.ALWAYS : ShapeChecks.WHERE_UNSAFE);
  }

  private ConfigProto.Builder session() {
    ConfigProto.Builder session = ConfigProto.newBuilder();
    if (!configFile.isEmpty()) {
      session = TextProtoFile.read(Path.of(configFile), "session config", session);
    }
    if (gpuMemoryFraction < 0 || gpuMemoryFraction > 1) {
      throw new IllegalArgumentException(
          "--per_process_gpu_memory_fraction must be in [0, 1] but was " + gpuMemoryFraction);
    }
    if (gpuMemoryFraction > 0) {
      session.getGpuOptionsBuilder().setPerProcessGpuMemoryFraction(gpuMemoryFraction);
    }
    if (!mixedPrecision.isEmpty()) {
      useBfloat16(session);
    }
    return session;
  }

  private void useBfloat16(ConfigProto.Builder session) {
    if (!mixedPrecision.equals(BFLOAT16)) {
      throw new IllegalArgumentException(
          "--mixed_precision must be bfloat16 or empty but was " + mixedPrecision);
    }
    session
        .getGraphOptionsBuilder()
        .getRewriteOptionsBuilder()
        .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
  }

  private static int firstSet(int own, int common, int fromFile, int otherwise) {
    if (own != 0) {
      return own;
    }
    if (common != 0) {
      return common;
    }
    return fromFile != 0 ? fromFile : otherwise;
  }
}
