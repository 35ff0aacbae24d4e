package dev.strobe.server.batching;

import dev.strobe.protos.serving.BatchingParameters;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.textproto.TextProtoFile;
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
    return TextProtoFile.read(file, "batching parameters", BatchingParameters.newBuilder()).build();
  }
}
