package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LoadThreadsTest {
  private final List<Runnable> alarms = new CopyOnWriteArrayList<>();
  private final HangingDisk disk = new HangingDisk();
  private final LoadThreads threads =
      new LoadThreads(
          2,
          4,
          Thread::new,
          (delay, task) -> {
            assertThat(delay).isEqualTo(LoadThreads.LONG);
            alarms.add(task);
          });

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void loadsThatTakeLongArePassedByOthers() throws Exception {
    List<Future<?>> hanging = disk.hang(threads, 2);
    Future<?> other = threads.submit(() -> {});
    assertThat(threads.getActiveCount()).isEqualTo(2);
    assertThat(other).isNotDone();
    alarms.get(0).run();
    other.get();
    assertThat(hanging).noneMatch(Future::isDone);
  }

  @Test
  void thereAreNoMoreThreadsThanAllowed() throws Exception {
    List<Future<?>> hanging = disk.hang(threads, 2);
    alarms.forEach(Runnable::run);
    hanging.addAll(disk.hang(threads, 2));
    alarms.subList(2, 4).forEach(Runnable::run);
    assertThat(threads.getMaximumPoolSize()).isEqualTo(4);
    Future<?> other = threads.submit(() -> {});
    assertThat(other).isNotDone();
    disk.comeBack();
    other.get();
    for (Future<?> load : hanging) {
      assertThat(load.get()).isNull();
    }
  }

  @Test
  void threadsAreAsFewAsUsualWhenLongLoadsHaveEnded() throws Exception {
    List<Future<?>> hanging = disk.hang(threads, 2);
    alarms.forEach(Runnable::run);
    assertThat(threads.getMaximumPoolSize()).isEqualTo(4);
    disk.comeBack();
    for (Future<?> load : hanging) {
      assertThat(load.get()).isNull();
    }
    threads.shutdown();
    Eventually.until(threads::isTerminated);
    assertThat(threads.getMaximumPoolSize()).isEqualTo(2);
  }

  @Test
  void loadThatHasEndedInTimeChangesNothing() throws Exception {
    assertThat(threads.submit(() -> {}).get()).isNull();
    threads.shutdown();
    Eventually.until(threads::isTerminated);
    alarms.forEach(Runnable::run);
    assertThat(threads.getMaximumPoolSize()).isEqualTo(2);
  }
}
