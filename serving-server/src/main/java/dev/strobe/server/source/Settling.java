package dev.strobe.server.source;

import dev.strobe.server.servable.AspiredVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds versions back while their files still change. A version has settled once it was seen
 * unchanged for a time, or if nothing in it had been written for as long when it was seen first.
 * From then on it stays; when its files change and settle again it is told as another state of
 * itself. For one thread at a time.
 */
final class Settling {
  private final Duration time;
  private final InstantSource clock;
  private final Map<Path, Seen> seen = new HashMap<>();

  Settling(Duration time, InstantSource clock) {
    this.time = time;
    this.clock = clock;
  }

  /** The version as it settled last; empty if it never has. */
  Optional<AspiredVersion> settled(long version, Path path) {
    if (time.isZero()) {
      return Optional.of(new AspiredVersion(version, path));
    }
    Instant now = clock.instant();
    VersionFiles files = VersionFiles.of(path);
    Seen known = seen.get(path);
    if (known == null) {
      known =
          new Seen(files.fingerprint(), files.newest().isBefore(now) ? files.newest() : now, null);
    } else if (known.fingerprint != files.fingerprint()) {
      known = new Seen(files.fingerprint(), now, known.settled);
    }
    seen.put(path, known);
    if (!now.isBefore(known.unchangedSince.plus(time))) {
      known.settled = new AspiredVersion(version, path, files.fingerprint());
    }
    return Optional.ofNullable(known.settled);
  }

  /** Forgets all versions but these, which start anew when they come back. */
  void keepOnly(Iterable<Path> paths) {
    Map<Path, Seen> kept = new HashMap<>();
    for (Path path : paths) {
      Seen known = seen.get(path);
      if (known != null) {
        kept.put(path, known);
      }
    }
    seen.clear();
    seen.putAll(kept);
  }

  private static final class Seen {
    final long fingerprint;
    final Instant unchangedSince;
    @Nullable AspiredVersion settled;

    Seen(long fingerprint, Instant unchangedSince, @Nullable AspiredVersion settled) {
      this.fingerprint = fingerprint;
      this.unchangedSince = unchangedSince;
      this.settled = settled;
    }
  }
}
