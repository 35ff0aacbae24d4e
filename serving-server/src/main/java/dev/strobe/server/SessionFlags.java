package dev.strobe.server;

import com.google.protobuf.TextFormat;
import dev.strobe.server.savedmodel.SavedModelConfig;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import picocli.CommandLine.Option;

/** The command line's flags about TensorFlow's sessions, threads apart. */
final class SessionFlags {
  private static final String BFLOAT16 = "bfloat16";

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
   * With what the flags say. Where the file sets numbers of threads, they stand in for the
   * defaults.
   *
   * @throws ServingException for a file that cannot be read
   * @throws IllegalArgumentException for a value that is not allowed
   */
  SavedModelConfig applyTo(SavedModelConfig config) {
    ConfigProto.Builder session =
        configFile.isEmpty() ? ConfigProto.newBuilder() : read(Path.of(configFile)).toBuilder();
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
    int interOp = session.getInterOpParallelismThreads();
    int intraOp = session.getIntraOpParallelismThreads();
    return config
        .withThreads(
            interOp == 0 ? config.interOpThreads() : interOp,
            intraOp == 0 ? config.intraOpThreads() : intraOp)
        .withSession(
            session.clearInterOpParallelismThreads().clearIntraOpParallelismThreads().build());
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

  private static ConfigProto read(Path file) {
    var config = ConfigProto.newBuilder();
    try {
      TextFormat.merge(Files.readString(file), config);
    } catch (TextFormat.ParseException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Invalid protobuf file: '%s'. Error parsing text-format %s: %s"
              .formatted(file, ConfigProto.getDescriptor().getFullName(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new ServingException(
          Code.NOT_FOUND, "Cannot read the session config file '" + file + "': " + e, e);
    }
    return config.build();
  }
}
