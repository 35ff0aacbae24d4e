package dev.strobe.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A disk that answers nobody until it is back. */
final class HangingDisk {
  private final CountDownLatch back = new CountDownLatch(1);

  /** Begins so many tasks, none of which ends before the disk is back. */
  List<Future<?>> hang(ExecutorService threads, int count) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(count);
    List<Future<?>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(
          threads.submit(
              () -> {
                begun.countDown();
                back.await();
                return null;
              }));
    }
    begun.await();
    return tasks;
  }

  /** Lets all that hang go on. */
  void comeBack() {
    back.countDown();
  }
}
