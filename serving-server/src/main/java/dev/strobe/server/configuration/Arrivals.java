package dev.strobe.server.configuration;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.servable.AspiredVersion;
import dev.strobe.server.servable.AspiredVersionsListener;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.servable.VersionState;
import dev.strobe.server.servable.VersionStatus;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stands between source and registry, and finds out what becomes of models that are expected. A
 * model has arrived once a version of those the source named is available; it has failed once all
 * of them ended, or the source found none. What the registry knows of versions from an earlier time
 * does not count.
 */
final class Arrivals implements AspiredVersionsListener {
  private final ServableRegistry registry;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<String, Arrival> expected = new HashMap<>();

  /** Hears of every change in the registry from now on. */
  Arrivals(ServableRegistry registry) {
    this.registry = registry;
    registry.listen(this::check);
  }

  /** Ends with the model's failure, or with nothing once it is there. */
  CompletableFuture<Optional<String>> expect(String model) {
    synchronized (lock) {
      return expected.computeIfAbsent(model, unused -> new Arrival()).outcome;
    }
  }

  /** Ends the wait for the model, if this is what still waits for it. */
  void giveUp(String model, CompletableFuture<Optional<String>> outcome, String patience) {
    String state =
        registry.statuses(model).stream()
            .filter(status -> status.state() != VersionState.END)
            .findFirst()
            .map(status -> unfinished(model, status, "not available after " + patience))
            .orElseGet(
                () -> ModelFailure.of(model, Code.DEADLINE_EXCEEDED, "not found in " + patience));
    synchronized (lock) {
      expected.values().removeIf(arrival -> arrival.outcome == outcome);
    }
    outcome.complete(Optional.of(state));
  }

  private static String unfinished(String model, VersionStatus status, String otherwise) {
    return status.code() == Code.OK
        ? ModelFailure.of(
            model,
            new VersionStatus(status.version(), status.state(), Code.DEADLINE_EXCEEDED, otherwise))
        : ModelFailure.of(model, status);
  }

  @Override
  public void aspire(String model, List<AspiredVersion> versions) {
    registry.aspire(model, versions);
    if (versions.isEmpty()) {
      end(model, Optional.of(ModelFailure.of(model, Code.NOT_FOUND, "no version was found")));
      return;
    }
    synchronized (lock) {
      Arrival arrival = expected.get(model);
      if (arrival != null) {
        arrival.versions =
            versions.stream().map(AspiredVersion::version).collect(toUnmodifiableSet());
      }
    }
    check(model);
  }

  @Override
  public void unreachable(String model, ServingException problem) {
    registry.unreachable(model, problem);
    end(model, Optional.of(ModelFailure.of(model, problem.code(), problem.getMessage())));
  }

  private void check(String model) {
    Set<Long> versions;
    synchronized (lock) {
      Arrival arrival = expected.get(model);
      if (arrival == null || arrival.versions == null) {
        return;
      }
      versions = arrival.versions;
    }
    List<VersionStatus> statuses =
        registry.statuses(model).stream()
            .filter(status -> versions.contains(status.version()))
            .toList();
    if (statuses.stream().anyMatch(status -> status.state() == VersionState.AVAILABLE)) {
      end(model, Optional.empty());
    } else if (statuses.stream().allMatch(status -> status.state() == VersionState.END)) {
      end(model, statuses.stream().findFirst().map(status -> ModelFailure.of(model, status)));
    }
  }

  private void end(String model, Optional<String> outcome) {
    Arrival arrival;
    synchronized (lock) {
      arrival = expected.remove(model);
    }
    if (arrival != null) {
      arrival.outcome.complete(outcome);
    }
  }

  private static final class Arrival {
    final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
    @Nullable Set<Long> versions;
  }
}
