package dev.strobe.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ShortSlicesTest {
  private final ExecutorService prompt =
      Executors.newSingleThreadExecutor(ShortSlices.threads(Thread::new));
  private final ExecutorService usual = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    prompt.shutdown();
    usual.shutdown();
  }

  @BeforeEach
  void assumeThatTheSystemTellsOfSlices() {
    assumeThat(ThreadSlice.own().map(ThreadSlice::nanos).orElse(0L)).isPositive();
  }

  @Test
  void threadHasTheShortestSlices() {
    assertThat(on(prompt, ShortSlicesTest::nanos)).isEqualTo(100_000);
  }

  @Test
  void otherThreadsKeepTheirs() {
    long before = nanos();
    assertThat(on(prompt, ShortSlicesTest::nanos)).isLessThan(before);
    assertThat(on(usual, ShortSlicesTest::nanos)).isEqualTo(before);
    assertThat(nanos()).isEqualTo(before);
  }

  @Test
  void threadsStartedByOneWithShortSlicesDoNotHaveThem() {
    long before = nanos();
    assertThat(on(prompt, () -> on(usual, ShortSlicesTest::nanos))).isEqualTo(before);
  }

  @Test
  void askingTwiceIsAskingOnce() {
    assertThat(
            on(
                prompt,
                () -> {
                  ShortSlices.ask();
                  return nanos();
                }))
        .isEqualTo(100_000);
  }

  private static long nanos() {
    Optional<ThreadSlice> own = ThreadSlice.own();
    return own.orElseThrow().nanos();
  }

  private static long on(ExecutorService executor, Supplier<Long> work) {
    return CompletableFuture.supplyAsync(work, executor).join();
  }
}
