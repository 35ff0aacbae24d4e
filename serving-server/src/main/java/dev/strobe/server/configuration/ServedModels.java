package dev.strobe.server.configuration;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.protos.serving.ModelServerConfig;
import dev.strobe.server.requestlog.RequestLogs;
import dev.strobe.server.requestlog.RequestSampling;
import dev.strobe.server.servable.AspiredVersionsListener;
import dev.strobe.server.servable.DelayedTasks;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.servable.VersionState;
import dev.strobe.server.source.VersionSource;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models a server serves, and their replacement by others while it runs. Safe for use by many
 * threads; one replacement follows the other, and none waits for a model.
 *
 * <p>A configuration with something wrong in it changes nothing. One that is right is put into
 * effect as a whole, even if some of its models then fail to load: the others do not depend on it.
 */
public final class ServedModels implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServedModels.class);

  private final ServableRegistry registry;
  private final Arrivals arrivals;
  private final VersionSource source;
  private final Optional<RequestLogs> logs;
  private final ReloadConfig config;
  private final DelayedTasks delays;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private Map<String, ServedModel> current = Map.of();

  /**
   * Serves nothing yet.
   *
   * @param source makes the source, which it closes; what the source finds is told to the listener
   * @param logs where requests are logged; empty refuses models that ask for it
   * @param delays ends waits
   */
  public ServedModels(
      ServableRegistry registry,
      Function<AspiredVersionsListener, VersionSource> source,
      Optional<RequestLogs> logs,
      ReloadConfig config,
      DelayedTasks delays) {
    this.registry = requireNonNull(registry, "registry");
    this.arrivals = new Arrivals(registry);
    this.source = source.apply(arrivals);
    this.logs = requireNonNull(logs, "logs");
    this.config = requireNonNull(config, "config");
    this.delays = requireNonNull(delays, "delays");
  }

  /** The names of the models, in the order of their configuration. */
  public List<String> names() {
    synchronized (lock) {
      return List.copyOf(current.keySet());
    }
  }

  /**
   * Serves the first models; their labels are taken as they are.
   *
   * @throws ServingException INVALID_ARGUMENT if requests are to be logged and cannot be
   */
  public void start(Collection<ServedModel> models) {
    synchronized (lock) {
      models.forEach(this::checkLogging);
      serve(byName(models));
    }
  }

  /**
   * Serves the models of a configuration and no others.
   *
   * @return ends once every model that was not served before is available; fails UNKNOWN if some
   *     could not be loaded, were not found, or took longer than is waited for, naming them
   * @throws ServingException INVALID_ARGUMENT for a configuration that is not allowed,
   *     FAILED_PRECONDITION for a label of a version that is not available
   */
  public CompletableFuture<@Nullable Void> reload(ModelServerConfig configuration) {
    Map<String, CompletableFuture<Optional<String>>> outcomes = new LinkedHashMap<>();
    synchronized (lock) {
      Map<String, ServedModel> before = current;
      Map<String, ServedModel> wanted =
          byName(ModelConfigs.readReplacing(configuration, before.keySet()));
      wanted.values().forEach(this::checkLogging);
      wanted.values().forEach(this::checkLabels);
      wanted.keySet().stream()
          .filter(model -> !before.containsKey(model))
          .forEach(model -> outcomes.put(model, arrivals.expect(model)));
      tellChanges(wanted);
      serve(wanted);
    }
    outcomes.forEach(
        (model, outcome) ->
            delays.schedule(
                config.patience(),
                () -> arrivals.giveUp(model, outcome, config.patience().toSeconds() + " s")));
    return all(outcomes.values());
  }

  private static Map<String, ServedModel> byName(Collection<ServedModel> models) {
    return models.stream()
        .collect(
            toMap(
                model -> model.model().name(),
                identity(),
                (first, second) -> second,
                LinkedHashMap::new));
  }

  @GuardedBy("lock")
  private void serve(Map<String, ServedModel> wanted) {
    List<String> gone = gone(wanted);
    current = wanted;
    wanted.forEach((name, model) -> registry.label(name, model.labels()));
    source.watch(wanted.values().stream().map(ServedModel::model).toList());
    gone.forEach(registry::retire);
    logs.ifPresent(log -> log.configure(samplings(wanted.values())));
  }

  @GuardedBy("lock")
  private List<String> gone(Map<String, ServedModel> wanted) {
    return current.keySet().stream().filter(name -> !wanted.containsKey(name)).toList();
  }

  /** One line for a configuration that is another, none for a file read again unchanged. */
  @GuardedBy("lock")
  private void tellChanges(Map<String, ServedModel> wanted) {
    List<String> gone = gone(wanted);
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    wanted.forEach(
        (name, model) -> {
          ServedModel before = current.get(name);
          if (before == null) {
            added.add(name);
          } else if (!before.equals(model)) {
            changed.add(name);
          }
        });
    if (!added.isEmpty() || !changed.isEmpty() || !gone.isEmpty()) {
      log.info("Models to serve: new {}, changed {}, gone {}", added, changed, gone);
    }
  }

  private static Map<String, RequestSampling> samplings(Collection<ServedModel> models) {
    Map<String, RequestSampling> samplings = new HashMap<>();
    models.forEach(
        model ->
            model.sampling().ifPresent(sampling -> samplings.put(model.model().name(), sampling)));
    return samplings;
  }

  private void checkLogging(ServedModel model) {
    if (model.sampling().isPresent() && logs.isEmpty()) {
      throw new ServingException(Code.INVALID_ARGUMENT, "No request-logger-creator provided.");
    }
  }

  @GuardedBy("lock")
  private void checkLabels(ServedModel model) {
    String name = model.model().name();
    ServedModel before = current.get(name);
    Map<String, Long> known = before == null ? Map.of() : before.labels();
    model
        .labels()
        .forEach(
            (label, version) -> {
              boolean moves = !known.getOrDefault(label, version).equals(version);
              boolean allowed = !moves && config.labels() == LabelTargets.AVAILABLE_UNLESS_NEW;
              if (!allowed && !isAvailable(name, version)) {
                throw unavailable(name, version);
              }
            });
  }

  private boolean isAvailable(String model, long version) {
    return registry.statuses(model).stream()
        .anyMatch(
            status -> status.version() == version && status.state() == VersionState.AVAILABLE);
  }

  /** The failure of a label for a version that does not serve. */
  public static ServingException unavailable(String model, long version) {
    return new ServingException(
        Code.FAILED_PRECONDITION,
        ("Request to assign label to version %d of model %s, which is not currently available for"
                + " inference")
            .formatted(version, model));
  }

  private static CompletableFuture<@Nullable Void> all(
      Collection<CompletableFuture<Optional<String>>> outcomes) {
    var done = new CompletableFuture<@Nullable Void>();
    var unused =
        CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new))
            .thenRun(
                () -> {
                  List<String> failures =
                      outcomes.stream()
                          .map(CompletableFuture::join)
                          .flatMap(Optional::stream)
                          .toList();
                  if (failures.isEmpty()) {
                    done.complete(null);
                  } else {
                    done.completeExceptionally(
                        new ServingException(
                            Code.UNKNOWN,
                            "%d model(s) did not become available: {%s}"
                                .formatted(failures.size(), String.join("", failures))));
                  }
                });
    return done;
  }

  /** Stops looking for versions; what is served stays so. */
  @Override
  public void close() {
    source.close();
  }
}
