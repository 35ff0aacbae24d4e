package dev.strobe.server;

import static java.util.stream.Collectors.joining;

import dev.strobe.server.configuration.ModelFailure;
import dev.strobe.server.servable.ServableRegistry;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether models answer requests, as far as a whole server cares. */
record Availability(ServableRegistry registry) {
  private static final Logger log = LoggerFactory.getLogger(Availability.class);

  /** Waits until each model is available or the first try to load it came to nothing. */
  void awaitFirstOutcomes(Collection<String> models, Duration patience) {
    CompletableFuture<?>[] outcomes =
        models.stream().map(registry::firstOutcome).toArray(CompletableFuture<?>[]::new);
    try {
      Object unused =
          CompletableFuture.allOf(outcomes).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      List<String> missing =
          models.stream().filter(model -> !registry.firstOutcome(model).isDone()).toList();
      log.warn("Starting without {}, not loaded after {} s", missing, patience.toSeconds());
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome never fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServingException(Code.CANCELLED, "Interrupted while the models were loading", e);
    }
  }

  /**
   * Sees that every model is available.
   *
   * @throws ServingException UNKNOWN naming those that are not, and why
   */
  void require(Collection<String> models) {
    List<String> missing = models.stream().filter(name -> !registry.isAvailable(name)).toList();
    if (!missing.isEmpty()) {
      throw new ServingException(
          Code.UNKNOWN,
          missing.size()
              + " servable(s) did not become available: {"
              + missing.stream().map(this::describe).collect(joining())
              + "}");
    }
  }

  private String describe(String model) {
    return registry.statuses(model).stream()
        .findFirst()
        .map(newest -> ModelFailure.of(model, newest))
        .orElseGet(() -> ModelFailure.of(model, Code.NOT_FOUND, "no version was found"));
  }
}
