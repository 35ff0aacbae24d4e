package dev.strobe.server.examples;

import dev.strobe.server.servable.ServableLease;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A lease that several runs hold together, so that all of them run the same version. */
final class SharedLease {

  private SharedLease() {}

  /** So many leases in place of one, which is given back when all of them are. */
  static List<ServableLease> split(ServableLease lease, int count) {
    var holders = new AtomicInteger(count);
    Runnable release =
        () -> {
          if (holders.decrementAndGet() == 0) {
            lease.close();
          }
        };
    return IntStream.range(0, count)
        .mapToObj(i -> new ServableLease(lease.id(), lease.servable(), release))
        .toList();
  }
}
