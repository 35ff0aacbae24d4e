package dev.strobe.server.configuration;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.Files;
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
    var config = ModelServerConfig.newBuilder();
    try {
      TextFormat.merge(Files.readString(file), config);
    } catch (TextFormat.ParseException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Invalid protobuf file: '%s'. Error parsing text-format %s: %s"
              .formatted(file, ModelServerConfig.getDescriptor().getFullName(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new ServingException(
          Code.NOT_FOUND, "Cannot read the model config file '" + file + "': " + e, e);
    }
    return config.build();
  }
}
