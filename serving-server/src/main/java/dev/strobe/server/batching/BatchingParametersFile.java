package dev.strobe.server.batching;

import com.google.protobuf.TextFormat;
import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Batching parameters in a file, in protobuf's text format. */
public final class BatchingParametersFile {

  private BatchingParametersFile() {}

  /**
   * Reads the parameters of a file.
   *
   * @throws ServingException INVALID_ARGUMENT naming the file, the place and what is wrong there;
   *     NOT_FOUND if it cannot be read
   */
  public static BatchingParameters read(Path file) {
    var parameters = BatchingParameters.newBuilder();
    try {
      TextFormat.merge(Files.readString(file), parameters);
    } catch (TextFormat.ParseException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT,
          "Invalid protobuf file: '%s'. Error parsing text-format %s: %s"
              .formatted(file, BatchingParameters.getDescriptor().getFullName(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new ServingException(
          Code.NOT_FOUND, "Cannot read the batching parameters file '" + file + "': " + e, e);
    }
    return parameters.build();
  }
}
