package dev.strobe.server.servable;

import static dev.strobe.server.servable.VersionSnapshot.Wish.ASPIRED;
import static dev.strobe.server.servable.VersionSnapshot.Wish.UNASPIRED;
import static dev.strobe.server.servable.VersionState.AVAILABLE;
import static dev.strobe.server.servable.VersionState.END;
import static dev.strobe.server.servable.VersionState.START;
import static java.util.Comparator.naturalOrder;

import dev.strobe.server.servable.VersionAction.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Never holds an outdated version in memory beside a new one: what is no longer aspired goes first,
 * and only when all of it has gone is anything loaded. The price is a gap without a version during
 * a switch, which lasts if the new version fails.
 */
final class ResourcePreservingPolicy implements VersionPolicy {

  @Override
  public Optional<VersionAction> next(List<VersionSnapshot> versions) {
    Optional<Long> outdated =
        versions.stream()
            .filter(v -> v.is(UNASPIRED, AVAILABLE))
            .map(VersionSnapshot::version)
            .min(naturalOrder());
    if (outdated.isPresent()) {
      return outdated.map(v -> new VersionAction(Kind.UNLOAD, v));
    }
    boolean stillThere = versions.stream().anyMatch(v -> v.wish() == UNASPIRED && v.state() != END);
    if (stillThere) {
      return Optional.empty();
    }
    return versions.stream()
        .filter(v -> v.is(ASPIRED, START))
        .map(VersionSnapshot::version)
        .max(naturalOrder())
        .map(v -> new VersionAction(Kind.LOAD, v));
  }
}
