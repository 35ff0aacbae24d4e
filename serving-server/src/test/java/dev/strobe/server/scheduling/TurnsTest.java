package dev.strobe.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final ExecutorService loop = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    loop.shutdown();
  }

  @Test
  void threadThatTakesTurnsPutsWorkOffUntilTheEnd() {
    List<String> order = new ArrayList<>();
    CompletableFuture.runAsync(
            () -> {
              Turns.take(loop);
              Turns.atEndOrNow(() -> order.add("end"));
              order.add("turn");
            },
            loop)
        .join();
    CompletableFuture.runAsync(() -> {}, loop).join();
    assertThat(order).containsExactly("turn", "end");
  }

  @Test
  void otherThreadsWorkAtOnce() {
    CompletableFuture.runAsync(() -> Turns.take(loop), loop).join();
    List<String> order = new ArrayList<>();
    Turns.atEndOrNow(() -> order.add("now"));
    assertThat(order).containsExactly("now");
  }
}
