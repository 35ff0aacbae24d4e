package dev.strobe.server.source;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.servable.AspiredVersion;
import dev.strobe.server.servable.AspiredVersionsListener;
import dev.strobe.server.source.VersionDirectories.Listed;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look after another at one model's directory. What is found is told only when it differs from
 * the time before, so a model given up for a broken version is not started on anew each time.
 */
final class DirectoryPoll implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(DirectoryPoll.class);

  private final WatchedModel model;
  private final AspiredVersionsListener listener;
  private final Settling settling;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Object lastTold;

  @GuardedBy("lock")
  private List<Path> lastPassedOver = List.of();

  @GuardedBy("lock")
  private boolean stopped;

  DirectoryPoll(WatchedModel model, AspiredVersionsListener listener, Settling settling) {
    this.settling = settling;
    this.model = model;
    this.listener = listener;
  }

  WatchedModel model() {
    return model;
  }

  void stop() {
    synchronized (lock) {
      stopped = true;
    }
  }

  @Override
  public void run() {
    try {
      Listed listed = VersionDirectories.list(model.basePath());
      warnOfDuplicates(listed.passedOver());
      NavigableMap<Long, Path> present = listed.versions();
      NavigableMap<Long, AspiredVersion> settled = new TreeMap<>();
      present.forEach(
          (version, path) ->
              settling.settled(version, path).ifPresent(found -> settled.put(version, found)));
      settling.keepOnly(present.values());
      if (present.isEmpty() || !settled.isEmpty()) {
        found(settled);
      }
    } catch (IOException | DirectoryIteratorException e) {
      missing(e);
    }
  }

  private void warnOfDuplicates(List<Path> passedOver) {
    synchronized (lock) {
      if (!passedOver.equals(lastPassedOver)) {
        passedOver.forEach(
            path -> log.warn("{} is passed over: another has its number", FileProblem.place(path)));
        lastPassedOver = List.copyOf(passedOver);
      }
    }
  }

  private void found(NavigableMap<Long, AspiredVersion> present) {
    List<Long> chosen = model.selection().select(present.navigableKeySet());
    List<AspiredVersion> aspired =
        present.entrySet().stream()
            .filter(version -> chosen.contains(version.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    synchronized (lock) {
      if (stopped || aspired.equals(lastTold)) {
        return;
      }
      lastTold = aspired;
      warnOfMissing(chosen);
      if (present.isEmpty()) {
        log.warn(
            "No versions of servable {} found under base path {}. Did you forget to name your leaf"
                + " directory as a number (eg. '/1/')?",
            model.name(),
            FileProblem.place(model.basePath()));
      }
      // Told under the lock: the listener returns at once, and hears of nothing after stop().
      listener.aspire(model.name(), aspired);
    }
  }

  private void warnOfMissing(List<Long> chosen) {
    if (model.selection() instanceof VersionSelection.Specific specific) {
      if (specific.versions().isEmpty()) {
        log.warn("The version policy of servable {} names no version", model.name());
      }
      List<Long> missing =
          specific.versions().stream()
              .filter(version -> !chosen.contains(version))
              .sorted()
              .toList();
      if (!missing.isEmpty()) {
        log.warn(
            "Versions {} of servable {}, asked for by its version policy, are not under base path {}",
            missing,
            model.name(),
            FileProblem.place(model.basePath()));
      }
    }
  }

  private void missing(Exception reason) {
    String problem =
        "Could not find base path %s for servable %s with error %s"
            .formatted(FileProblem.place(model.basePath()), model.name(), FileProblem.of(reason));
    synchronized (lock) {
      if (!stopped && !problem.equals(lastTold)) {
        lastTold = problem;
        listener.unreachable(model.name(), new ServingException(Code.NOT_FOUND, problem));
      }
    }
  }
}
