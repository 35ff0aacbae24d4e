package dev.strobe.server.servable;

import static java.util.Objects.requireNonNull;

import dev.strobe.server.status.Code;

/**
 * The state of one version, with what went wrong.
 *
 * @param code {@link Code#OK} unless the last try to load failed
 * @param message empty unless the last try to load failed
 */
public record VersionStatus(long version, VersionState state, Code code, String message) {

  public VersionStatus {
    requireNonNull(state, "state");
    requireNonNull(code, "code");
    requireNonNull(message, "message");
  }

  /** A version with which nothing is wrong. */
  public static VersionStatus ok(long version, VersionState state) {
    return new VersionStatus(version, state, Code.OK, "");
  }
}
