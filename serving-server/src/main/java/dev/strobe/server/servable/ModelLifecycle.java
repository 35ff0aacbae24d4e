package dev.strobe.server.servable;

import static java.util.Comparator.reverseOrder;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.server.servable.VersionEntry.Attempt;
import dev.strobe.server.servable.VersionSnapshot.Wish;
import dev.strobe.server.status.FileProblem;
import dev.strobe.server.status.ServingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one model's versions, apart from every other model's.
 *
 * <p>Everything that happens (a new wish, a load that ended, a version closed, a retry due) changes
 * the entries under the lock, asks the policy for steps until it has none, publishes what readers
 * see, and only after unlocking starts the work that the steps call for. At most one load is under
 * way; unloads wait for nobody but the users of their own version. A version waiting to be tried
 * again holds up no other.
 */
final class ModelLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ModelLifecycle.class);

  private final String name;
  private final LifecycleContext context;
  private final CompletableFuture<@Nullable Void> firstOutcome = new CompletableFuture<>();
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final NavigableMap<Long, VersionEntry> entries = new TreeMap<>(reverseOrder());

  @GuardedBy("lock")
  private @Nullable VersionEntry loading;

  private volatile PublishedVersions published = PublishedVersions.NONE;
  private volatile List<VersionStatus> statuses = List.of();

  ModelLifecycle(String name, LifecycleContext context) {
    this.name = name;
    this.context = context;
  }

  PublishedVersions published() {
    return published;
  }

  List<VersionStatus> statuses() {
    return statuses;
  }

  /** Ends when the first version is available or the first try to get one came to nothing. */
  CompletableFuture<@Nullable Void> firstOutcome() {
    return firstOutcome;
  }

  void label(Map<String, Long> labels) {
    synchronized (lock) {
      published = published.withLabels(labels);
    }
  }

  void aspire(List<AspiredVersion> aspired) {
    List<Runnable> work;
    synchronized (lock) {
      Map<Long, AspiredVersion> wanted = new HashMap<>();
      aspired.forEach(version -> wanted.put(version.version(), version));
      entries.replaceAll((version, entry) -> wish(entry, wanted.remove(version)));
      wanted.forEach((version, unknown) -> entries.put(version, new VersionEntry(unknown)));
      work = advance();
    }
    perform(work);
    if (aspired.isEmpty()) {
      firstOutcome.complete(null);
    }
  }

  /**
   * The entry that stands for the version from now on. A version that ended starts anew if it was
   * away meanwhile, lies elsewhere now, or has other files than those that failed. One that serves
   * does not: what is there cannot be told from what was loaded.
   */
  @GuardedBy("lock")
  private VersionEntry wish(VersionEntry entry, @Nullable AspiredVersion wanted) {
    if (wanted == null) {
      entry.unaspire();
      return entry;
    }
    boolean anew = entry.wish == Wish.UNASPIRED || !entry.aspired.equals(wanted);
    if (anew && entry.state() == VersionState.END) {
      return new VersionEntry(wanted);
    }
    entry.wish = Wish.ASPIRED;
    entry.successor = wanted.equals(entry.aspired) ? null : wanted;
    return entry;
  }

  /** Takes the steps that are due and returns the work they call for. */
  @GuardedBy("lock")
  private List<Runnable> advance() {
    List<Runnable> work = new ArrayList<>();
    Optional<VersionAction> action = nextAction();
    while (action.isPresent()) {
      VersionEntry entry = entries.get(action.get().version());
      if (entry == null || (action.get().kind() == VersionAction.Kind.LOAD && loading != null)) {
        break;
      }
      work.add(
          switch (action.get().kind()) {
            case LOAD -> beginLoad(entry);
            case UNLOAD -> beginUnload(entry);
          });
      action = nextAction();
    }
    if (loading == null) {
      entries.values().stream()
          .filter(entry -> entry.attempt == Attempt.DUE)
          .findFirst()
          .ifPresent(entry -> work.add(beginLoad(entry)));
    }
    statuses = entries.values().stream().map(VersionEntry::status).toList();
    return work;
  }

  @GuardedBy("lock")
  private Optional<VersionAction> nextAction() {
    return context.policy().next(entries.values().stream().map(VersionEntry::snapshot).toList());
  }

  @GuardedBy("lock")
  private Runnable beginLoad(VersionEntry entry) {
    loading = entry;
    entry.attempt = Attempt.NONE;
    entry.become(VersionState.LOADING);
    return () -> context.loads().execute(() -> load(entry));
  }

  @GuardedBy("lock")
  private Runnable beginUnload(VersionEntry entry) {
    entry.become(VersionState.UNLOADING);
    statuses = entries.values().stream().map(VersionEntry::status).toList();
    published = published.without(entry.status().version());
    LoadedVersion loaded = entry.loaded;
    entry.loaded = null;
    return loaded == null ? () -> {} : loaded::retire;
  }

  private void load(VersionEntry entry) {
    ServableId id = new ServableId(name, entry.status().version());
    log.info("Loading {} from {}", id, FileProblem.place(entry.aspired.path()));
    try {
      Servable servable = context.loader().load(id, entry.aspired.path());
      loaded(entry, id, servable);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      failed(entry, id, ServingException.of(e));
    }
  }

  private void loaded(VersionEntry entry, ServableId id, Servable servable) {
    List<Runnable> work;
    synchronized (lock) {
      loading = null;
      boolean wanted = entry.wish == Wish.ASPIRED;
      if (wanted) {
        entry.loaded = new LoadedVersion(id, servable, () -> close(entry, id, servable));
        published = published.with(entry.loaded);
        entry.become(VersionState.AVAILABLE);
      } else {
        entry.endCancelled();
      }
      work = advance();
      work.add(wanted ? () -> log.info("{} is available", id) : () -> close(entry, id, servable));
    }
    perform(work);
    firstOutcome.complete(null);
  }

  private void failed(VersionEntry entry, ServableId id, ServingException failure) {
    List<Runnable> work;
    synchronized (lock) {
      loading = null;
      boolean again = entry.failed(failure, context.retries());
      if (entry.state() == VersionState.END
          && entry.wish == Wish.ASPIRED
          && entry.successor != null) {
        entries.put(entry.successor.version(), new VersionEntry(entry.successor));
      }
      work = advance();
      if (again) {
        work.add(() -> context.delays().schedule(context.retries().interval(), () -> due(entry)));
      }
      String next =
          again ? "to be tried again in " + seconds(context.retries().interval()) : "for good";
      work.add(
          () ->
              log.warn(
                  "Loading {} failed, {}: {}: {}", id, next, failure.code(), failure.getMessage()));
    }
    perform(work);
    firstOutcome.complete(null);
  }

  private void due(VersionEntry entry) {
    List<Runnable> work;
    synchronized (lock) {
      entry.due();
      work = advance();
    }
    perform(work);
  }

  private void close(VersionEntry entry, ServableId id, Servable servable) {
    context
        .unloads()
        .execute(
            () -> {
              try {
                servable.close();
              } finally {
                log.info("Unloaded {}", id);
                closed(entry);
              }
            });
  }

  /** A version wanted again while it was going starts anew. */
  private void closed(VersionEntry entry) {
    List<Runnable> work;
    synchronized (lock) {
      if (entry.state() == VersionState.UNLOADING) {
        entry.become(VersionState.END);
        if (entry.wish == Wish.ASPIRED) {
          AspiredVersion again = entry.successor == null ? entry.aspired : entry.successor;
          entries.put(again.version(), new VersionEntry(again));
        }
      }
      work = advance();
    }
    perform(work);
  }

  private void perform(List<Runnable> work) {
    work.forEach(Runnable::run);
    context.listener().accept(name);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
