package dev.strobe.server.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.strobe.protos.serving.ModelServiceGrpc;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.server.servable.ServableRegistry;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;
import java.util.Set;

/**
 * The true health of the server and of each model: a model serves while a version of it is
 * available, the whole ({@code ""}) while every model does, and the services, by their full names
 * and by the short ones TensorFlow Serving uses, while the server does.
 */
final class ModelHealth {
  private static final List<String> SERVICES =
      List.of(
          "PredictionService",
          "ModelService",
          PredictionServiceGrpc.SERVICE_NAME,
          ModelServiceGrpc.SERVICE_NAME);

  private final ServableRegistry registry;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final HealthStatusManager statuses = new HealthStatusManager();

  /** Follows the registry from now on. */
  ModelHealth(ServableRegistry registry) {
    this.registry = registry;
    synchronized (lock) {
      SERVICES.forEach(service -> statuses.setStatus(service, ServingStatus.SERVING));
      registry.models().forEach(this::report);
      reportAll();
    }
    registry.listen(this::update);
  }

  BindableService service() {
    synchronized (lock) {
      return statuses.getHealthService();
    }
  }

  /** Says NOT_SERVING of everything, for good. */
  void drain() {
    synchronized (lock) {
      statuses.enterTerminalState();
    }
  }

  /** The state is read under the lock, so that of two updates the later tells the later state. */
  private void update(String model) {
    synchronized (lock) {
      report(model);
      reportAll();
    }
  }

  @GuardedBy("lock")
  private void report(String model) {
    if (!SERVICES.contains(model)) {
      statuses.setStatus(model, status(registry.isAvailable(model)));
    }
  }

  @GuardedBy("lock")
  private void reportAll() {
    Set<String> models = registry.models();
    statuses.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        status(models.stream().allMatch(registry::isAvailable)));
  }

  private static ServingStatus status(boolean available) {
    return available ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }
}
