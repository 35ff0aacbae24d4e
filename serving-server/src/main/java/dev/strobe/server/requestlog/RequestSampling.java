package dev.strobe.server.requestlog;

import java.nio.file.Path;

/**
 * Which requests of one model are logged, and where.
 *
 * @param rate the probability that a request is logged, 0 to 1
 * @param prefix the absolute path with which the names of the files begin
 */
public record RequestSampling(double rate, Path prefix) {

  public RequestSampling {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("sampling_rate must be in [0, 1] but was " + rate);
    }
    if (!prefix.isAbsolute() || prefix.getFileName() == null) {
      throw new IllegalArgumentException(
          "filename_prefix must be an absolute path with a file name but was '" + prefix + "'");
    }
  }
}
