package dev.strobe.server.requestlog;

/**
 * What logging requests may cost, whatever the models ask for.
 *
 * @param maxRecordBytes a request whose tensors take more is not logged; neither is an answer with
 *     which they would
 * @param maxWaitingBytes tensors that may wait to be written; what comes when there are more is
 *     dropped
 * @param maxFileBytes a file is followed by another before it grows beyond this
 * @param maxFiles so many files of a model are kept; older ones are deleted
 */
public record RequestLogConfig(
    long maxRecordBytes, long maxWaitingBytes, long maxFileBytes, int maxFiles) {

  public RequestLogConfig {
    requirePositive("maxRecordBytes", maxRecordBytes);
    requirePositive("maxWaitingBytes", maxWaitingBytes);
    requirePositive("maxFileBytes", maxFileBytes);
    requirePositive("maxFiles", maxFiles);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be >= 1 but was " + value);
    }
  }

  /** Records of 8 MiB, 64 MiB waiting, ten files of 128 MiB a model. */
  public static RequestLogConfig defaults() {
    return new RequestLogConfig(8L << 20, 64L << 20, 128L << 20, 10);
  }

  public RequestLogConfig withMaxRecordBytes(long bytes) {
    return new RequestLogConfig(bytes, maxWaitingBytes, maxFileBytes, maxFiles);
  }

  public RequestLogConfig withMaxWaitingBytes(long bytes) {
    return new RequestLogConfig(maxRecordBytes, bytes, maxFileBytes, maxFiles);
  }

  public RequestLogConfig withFiles(long newMaxFileBytes, int newMaxFiles) {
    return new RequestLogConfig(maxRecordBytes, maxWaitingBytes, newMaxFileBytes, newMaxFiles);
  }
}
