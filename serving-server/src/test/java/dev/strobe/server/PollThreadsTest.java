package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PollThreadsTest {
  private final PollThreads threads = new PollThreads(5, Thread::new);
  private final HangingDisk disk = new HangingDisk();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void looksThatHangHoldUpNoOther() throws Exception {
    List<Future<?>> hanging = disk.hang(threads, 4);
    CountDownLatch looks = new CountDownLatch(3);
    Future<?> other = threads.scheduleWithFixedDelay(looks::countDown, 0, 1, TimeUnit.MILLISECONDS);
    looks.await();
    other.cancel(false);
    assertThat(hanging).noneMatch(Future::isDone);
  }

  @Test
  void thereAreNoMoreThreadsThanAllowed() throws Exception {
    List<Future<?>> hanging = disk.hang(threads, 5);
    Future<?> other = threads.submit(() -> {});
    assertThat(threads.getPoolSize()).isEqualTo(5);
    assertThat(other).isNotDone();
    disk.comeBack();
    other.get();
    for (Future<?> look : hanging) {
      assertThat(look.get()).isNull();
    }
  }
}
