package dev.strobe.server.configuration;

import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.textproto.TextProtoFile;
import java.nio.file.Path;
import java.util.List;

/** A model configuration in a file, in protobuf's text format. */
public final class ModelConfigFile {

  private ModelConfigFile() {}

  /**
   * Reads the models of a file; an empty file has none.
   *
   * @throws ServingException INVALID_ARGUMENT naming the file, the place and what is wrong there;
   *     NOT_FOUND if it cannot be read
   */
  public static List<ServedModel> read(Path file) {
    return ModelConfigs.read(parse(file));
  }

  /** What stands in the file; fails as {@link #read}, but for what is wrong with a model. */
  static ModelServerConfig parse(Path file) {
    return TextProtoFile.read(file, "model config", ModelServerConfig.newBuilder()).build();
  }
}
