package dev.strobe.server.servable;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sole owner of every version's life: it loads what is aspired, publishes it, and unloads what
 * is not aspired any more once its last lease is closed. Looking up takes no lock. No model waits
 * for another, but for a thread of the executors that load and unload.
 */
public final class ServableRegistry
    implements ServableCatalog, ModelStatuses, AspiredVersionsListener {
  private static final Logger log = LoggerFactory.getLogger(ServableRegistry.class);

  private final ConcurrentHashMap<String, ModelLifecycle> models = new ConcurrentHashMap<>();
  private final Set<String> retired = ConcurrentHashMap.newKeySet();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final LifecycleContext context;

  /** A registry without models, which keeps old versions until there are new ones. */
  public ServableRegistry(
      ServableLoader loader,
      LoadRetries retries,
      Executor loads,
      Executor unloads,
      DelayedTasks delays) {
    this(TransitionPolicy.AVAILABILITY_PRESERVING, loader, retries, loads, unloads, delays);
  }

  /**
   * A registry without models.
   *
   * @param policy in which order versions come and go
   * @param loads where loads run; must not refuse a task
   * @param unloads where servables are closed; must not refuse a task
   * @param delays fires the retries of loads
   */
  public ServableRegistry(
      TransitionPolicy policy,
      ServableLoader loader,
      LoadRetries retries,
      Executor loads,
      Executor unloads,
      DelayedTasks delays) {
    this.context =
        new LifecycleContext(
            policy.policy(), loader, retries, loads, unloads, delays, this::changed);
  }

  /** From now on tells {@code listener} the name of a model after its states changed. */
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  private void changed(String model) {
    listeners.forEach(listener -> listener.accept(model));
  }

  @Override
  public ServableLease lease(ModelRef model) {
    if (model.name().isEmpty()) {
      throw new ServingException(Code.INVALID_ARGUMENT, "ModelSpec has no name specified.");
    }
    LoadedVersion found = published(model.name()).find(model);
    while (!found.acquire()) {
      found = published(model.name()).find(model);
    }
    return found.lease();
  }

  private PublishedVersions published(String model) {
    ModelLifecycle known = models.get(model);
    return known == null ? PublishedVersions.NONE : known.published();
  }

  @Override
  public List<VersionStatus> statuses(String model) {
    ModelLifecycle known = models.get(model);
    return known == null ? List.of() : known.statuses();
  }

  /** Every model ever asked of or aspired to, but for those retired since, sorted. */
  public Set<String> models() {
    Set<String> names = new TreeSet<>(models.keySet());
    names.removeAll(retired);
    return names;
  }

  /** The version that each label of the model stands for, whether it is available or not. */
  public Map<String, Long> labels(String model) {
    return published(model).labels();
  }

  /** True if some version of the model answers requests. */
  public boolean isAvailable(String model) {
    return statuses(model).stream().anyMatch(s -> s.state() == VersionState.AVAILABLE);
  }

  @Override
  public void aspire(String model, List<AspiredVersion> versions) {
    lifecycle(model).aspire(List.copyOf(versions));
  }

  @Override
  public void unreachable(String model, ServingException problem) {
    log.warn("{}", problem.getMessage());
    lifecycle(model).firstOutcome().complete(null);
  }

  /** Counts the model, and replaces the labels of its versions. */
  public void label(String model, Map<String, Long> labels) {
    lifecycle(model).label(labels);
    retired.remove(model);
    changed(model);
  }

  /**
   * Counts the model no longer, until it is given labels again, and takes them away. What became of
   * its versions stays known; they go when they are no longer aspired.
   */
  public void retire(String model) {
    lifecycle(model).label(Map.of());
    retired.add(model);
    changed(model);
  }

  /**
   * Ends when the model has its first version available, or the first try to get one came to
   * nothing: a load failed, or there was nothing to load.
   */
  public CompletableFuture<@Nullable Void> firstOutcome(String model) {
    return lifecycle(model).firstOutcome().copy();
  }

  /** Stops aspiring anything; ends when every version is unloaded. */
  public CompletableFuture<@Nullable Void> unloadAll() {
    var done = new CompletableFuture<@Nullable Void>();
    listen(model -> completeIfEnded(done));
    models.forEach((name, lifecycle) -> lifecycle.aspire(List.of()));
    completeIfEnded(done);
    return done;
  }

  private void completeIfEnded(CompletableFuture<@Nullable Void> done) {
    boolean ended =
        models.values().stream()
            .flatMap(lifecycle -> lifecycle.statuses().stream())
            .allMatch(status -> status.state() == VersionState.END);
    if (ended) {
      done.complete(null);
    }
  }

  private ModelLifecycle lifecycle(String model) {
    return models.computeIfAbsent(model, name -> new ModelLifecycle(name, context));
  }
}
