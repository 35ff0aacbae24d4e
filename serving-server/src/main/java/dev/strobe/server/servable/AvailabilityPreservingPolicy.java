package dev.strobe.server.servable;

import static dev.strobe.server.servable.VersionSnapshot.Wish.ASPIRED;
import static dev.strobe.server.servable.VersionSnapshot.Wish.UNASPIRED;
import static dev.strobe.server.servable.VersionState.AVAILABLE;
import static dev.strobe.server.servable.VersionState.START;
import static java.util.Comparator.naturalOrder;

import dev.strobe.server.servable.VersionAction.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Never leaves a model without an available version while one can be had: the last version no
 * longer aspired goes only when an aspired one is available, or when none is aspired at all. The
 * price is the memory of two versions during a switch.
 */
final class AvailabilityPreservingPolicy implements VersionPolicy {

  @Override
  public Optional<VersionAction> next(List<VersionSnapshot> versions) {
    boolean noneAspired = versions.stream().noneMatch(v -> v.wish() == ASPIRED);
    boolean aspiredServes = versions.stream().anyMatch(v -> v.is(ASPIRED, AVAILABLE));
    List<Long> outdated =
        versions.stream().filter(v -> v.is(UNASPIRED, AVAILABLE)).map(v -> v.version()).toList();
    if (!outdated.isEmpty() && (noneAspired || aspiredServes || outdated.size() > 1)) {
      return outdated.stream().min(naturalOrder()).map(v -> new VersionAction(Kind.UNLOAD, v));
    }
    return versions.stream()
        .filter(v -> v.is(ASPIRED, START))
        .map(v -> v.version())
        .max(naturalOrder())
        .map(v -> new VersionAction(Kind.LOAD, v));
  }
}
