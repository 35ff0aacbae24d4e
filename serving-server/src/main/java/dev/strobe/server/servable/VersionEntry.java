package dev.strobe.server.servable;

import dev.strobe.server.servable.VersionSnapshot.Wish;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import org.jspecify.annotations.Nullable;

/** What a {@link ModelLifecycle} knows of one version; guarded by the lifecycle's lock. */
final class VersionEntry {

  /** Where a version stands between its tries to load. */
  enum Attempt {
    /** Nothing is due. */
    NONE,
    /** Waits for the moment of its next try. */
    WAITING,
    /** The moment has come. */
    DUE
  }

  final AspiredVersion aspired;
  Wish wish = Wish.ASPIRED;
  Attempt attempt = Attempt.NONE;
  private int failures;

  /** The same version with other files, which came while these were being loaded. */
  @Nullable AspiredVersion successor;

  @Nullable LoadedVersion loaded;
  private VersionStatus status;

  VersionEntry(AspiredVersion aspired) {
    this.aspired = aspired;
    this.status = VersionStatus.ok(aspired.version(), VersionState.START);
  }

  VersionStatus status() {
    return status;
  }

  VersionState state() {
    return status.state();
  }

  VersionSnapshot snapshot() {
    return new VersionSnapshot(status.version(), status.state(), wish);
  }

  void become(VersionState state) {
    status = VersionStatus.ok(status.version(), state);
  }

  /** Nobody wants the version any more: what has not begun yet does not begin. */
  void unaspire() {
    wish = Wish.UNASPIRED;
    if (state() == VersionState.START) {
      become(VersionState.END);
    } else if (attempt != Attempt.NONE) {
      endCancelled();
    }
  }

  /** Counts a failed load; true if it is to be tried again. */
  boolean failed(ServingException failure, LoadRetries retries) {
    failures++;
    if (wish == Wish.UNASPIRED) {
      endCancelled();
      return false;
    }
    boolean again = failures <= retries.maxRetries();
    attempt = again ? Attempt.WAITING : Attempt.NONE;
    show(again ? VersionState.LOADING : VersionState.END, failure);
    return again;
  }

  /** The moment of the next try has come, unless the version was given up meanwhile. */
  void due() {
    if (attempt == Attempt.WAITING) {
      attempt = Attempt.DUE;
    }
  }

  void endCancelled() {
    attempt = Attempt.NONE;
    show(VersionState.END, new ServingException(Code.CANCELLED, "Loading of servable cancelled"));
  }

  private void show(VersionState state, ServingException failure) {
    status = new VersionStatus(status.version(), state, failure.code(), failure.getMessage());
  }
}
