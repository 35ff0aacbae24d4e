package dev.strobe.benchmarks.job;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Watches this process's heap from now on, at the end of every collection. */
final class HeapWatch {
  private final Set<String> pools;
  private final AtomicLong peakAfterCollection = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();

  private HeapWatch(Set<String> pools) {
    this.pools = pools;
  }

  static HeapWatch start() {
    Set<String> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    HeapWatch watch = new HeapWatch(pools);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener((notification, handback) -> watch.see(notification), null, null);
    }
    return watch;
  }

  private void see(Notification notification) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      Map<String, MemoryUsage> after =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc();
      long used =
          after.entrySet().stream()
              .filter(pool -> pools.contains(pool.getKey()))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
      peakAfterCollection.accumulateAndGet(used, Math::max);
      collections.incrementAndGet();
    }
  }

  /** The most that was still in use after a collection, in bytes; more than what is reachable. */
  long peakAfterCollection() {
    return peakAfterCollection.get();
  }

  /** How often there was a collection. */
  long collections() {
    return collections.get();
  }

  /** The most that was ever in use, garbage and all, in bytes: no more than this bound. */
  static long peakUsed() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
