package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
  private final CountDownLatch diskIsBack = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void looksThatHangHoldUpNoOther() throws Exception {
    List<Future<?>> hanging = hang(4);
    CountDownLatch looks = new CountDownLatch(3);
    Future<?> other = threads.scheduleWithFixedDelay(looks::countDown, 0, 1, TimeUnit.MILLISECONDS);
    looks.await();
    other.cancel(false);
    assertThat(hanging).noneMatch(Future::isDone);
  }

  @Test
  void thereAreNoMoreThreadsThanAllowed() throws Exception {
    List<Future<?>> hanging = hang(5);
    Future<?> other = threads.submit(() -> {});
    assertThat(threads.getPoolSize()).isEqualTo(5);
    assertThat(other).isNotDone();
    diskIsBack.countDown();
    other.get();
    for (Future<?> look : hanging) {
      assertThat(look.get()).isNull();
    }
  }

  /** Begins so many looks, none of which ends before the disk is back. */
  private List<Future<?>> hang(int count) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(count);
    List<Future<?>> looks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      looks.add(
          threads.submit(
              () -> {
                begun.countDown();
                diskIsBack.await();
                return null;
              }));
    }
    begun.await();
    return looks;
  }
}
