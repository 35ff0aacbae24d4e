package dev.strobe.server.rest;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.description.ModelMetadata;
import dev.strobe.server.description.ModelStatus;
import dev.strobe.server.examples.ExampleInference;
import dev.strobe.server.observation.Calls;
import dev.strobe.server.prediction.MethodNames;
import dev.strobe.server.prediction.Prediction;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.ModelStatuses;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.servable.VersionState;
import dev.strobe.server.servable.VersionStatus;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Models that are all there from the start, with the label {@code stable} on the oldest version.
 */
final class FixedModels implements ServableCatalog, ModelStatuses, AutoCloseable {
  static final String LABEL = "stable";

  private final TensorAllocator allocator = TensorAllocator.create(64 << 20);
  private final BytesInFlight bytes = new BytesInFlight(256 << 20, 16);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, NavigableMap<Long, Servable>> models = new HashMap<>();

  TensorAllocator allocator() {
    return allocator;
  }

  void add(String name, long version, Servable servable) {
    models.computeIfAbsent(name, unused -> new TreeMap<>()).put(version, servable);
  }

  /** What requests and answers take. */
  BytesInFlight bytes() {
    return bytes;
  }

  RestServices services() {
    return services(bytes);
  }

  RestServices services(BytesInFlight inFlight) {
    var prediction = new Prediction(this, timer);
    return new RestServices(
        prediction,
        new ExampleInference(prediction, MethodNames.IGNORED),
        new ModelStatus(this),
        new ModelMetadata(this),
        allocator,
        List::of,
        Calls.unobserved(),
        Optional.empty(),
        inFlight);
  }

  @Override
  public ServableLease lease(ModelRef model) {
    NavigableMap<Long, Servable> versions = models.getOrDefault(model.name(), new TreeMap<>());
    if (model.label().filter(label -> versions.isEmpty() || !label.equals(LABEL)).isPresent()) {
      throw new ServingException(
          Code.INVALID_ARGUMENT, "Unrecognized servable version label: " + model.label().get());
    }
    Map.Entry<Long, Servable> found =
        model.label().isPresent() ? versions.firstEntry() : versions.lastEntry();
    long version = model.version().orElse(found == null ? -1 : found.getKey());
    Servable servable = versions.get(version);
    if (servable == null) {
      String what =
          model.version().isPresent()
              ? "Specific(%s, %d)".formatted(model.name(), version)
              : "Latest(%s)".formatted(model.name());
      throw new ServingException(Code.NOT_FOUND, "Servable not found for request: " + what);
    }
    return new ServableLease(new ServableId(model.name(), version), servable, () -> {});
  }

  @Override
  public List<VersionStatus> statuses(String model) {
    return models.getOrDefault(model, new TreeMap<>()).descendingKeySet().stream()
        .map(version -> VersionStatus.ok(version, VersionState.AVAILABLE))
        .toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    models.values().forEach(versions -> versions.values().forEach(Servable::close));
  }
}
