package dev.strobe.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoopSlicesTest {
  private static final long SHORT = 100_000;

  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private final LoopSlices slices = new LoopSlices();
  private final long usual = ThreadSlice.own().map(ThreadSlice::nanos).orElse(0L);

  @BeforeEach
  void assumeThatTheSystemTellsOfSlices() {
    assumeThat(usual).isGreaterThan(SHORT);
  }

  @AfterEach
  void stop() {
    loop.shutdown();
    other.shutdown();
  }

  @Test
  void slicesAreTheUsualOnesWhileNothingNeedsShortOnes() {
    slices.add(loop);
    assertThat(nanos(loop)).isEqualTo(usual);
  }

  @Test
  void slicesAreShortDuringWork() {
    slices.add(loop);
    slices.add(other);
    assertThat(slices.shortDuring(() -> List.of(nanos(loop), nanos(other)))).containsOnly(SHORT);
    assertThat(nanos(loop)).isEqualTo(usual);
    assertThat(nanos(other)).isEqualTo(usual);
  }

  @Test
  void slicesAreTheUsualOnesAfterWorkThatFails() {
    slices.add(loop);
    assertThatThrownBy(
            () ->
                slices.shortDuring(
                    () -> {
                      throw new IllegalStateException("no such model");
                    }))
        .hasMessage("no such model");
    assertThat(nanos(loop)).isEqualTo(usual);
  }

  @Test
  void loopThatComesDuringWorkHasThemToo() {
    long during =
        slices.shortDuring(
            () -> {
              slices.add(loop);
              return nanos(loop);
            });
    assertThat(during).isEqualTo(SHORT);
    assertThat(nanos(loop)).isEqualTo(usual);
  }

  @Test
  void slicesAreShortUntilAllWorkIsDone() {
    slices.add(loop);
    long between =
        slices.shortDuring(
            () -> {
              long unused = slices.shortDuring(() -> nanos(loop));
              return nanos(loop);
            });
    assertThat(between).isEqualTo(SHORT);
    assertThat(nanos(loop)).isEqualTo(usual);
  }

  @Test
  void loopIsToldOnlyOfChanges() {
    List<Runnable> told = new ArrayList<>();
    slices.add(told::add);
    int during = slices.shortDuring(() -> slices.shortDuring(told::size));
    assertThat(during).isEqualTo(1);
    assertThat(told).hasSize(2);
  }

  @Test
  void loopThatHasEndedKeepsNoOtherFromBeingTold() {
    other.shutdown();
    slices.add(other);
    slices.add(loop);
    assertThat(slices.shortDuring(() -> nanos(loop))).isEqualTo(SHORT);
    assertThat(nanos(loop)).isEqualTo(usual);
  }

  private static long nanos(Executor loop) {
    return CompletableFuture.supplyAsync(() -> ThreadSlice.own().orElseThrow().nanos(), loop)
        .join();
  }
}
