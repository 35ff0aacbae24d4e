package dev.strobe.server.savedmodel;

import dev.strobe.server.tensor.Tensor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.Deallocator_Pointer_long_Pointer;

/**
 * The tensors whose memory TensorFlow uses at the moment; each is closed when TensorFlow calls back
 * that it needs it no more. One for the process, because native code holds the callback for as long
 * as any session's tensors live, and a callback collected as garbage would end the process.
 */
final class LentMemory extends Deallocator_Pointer_long_Pointer {
  static final LentMemory INSTANCE = new LentMemory();

  private final ConcurrentHashMap<Long, Tensor> lent = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();

  private LentMemory() {}

  /** Keeps the tensor until the callback comes with the argument returned here. */
  Pointer lend(Tensor tensor) {
    long ticket = tickets.incrementAndGet();
    lent.put(ticket, tensor);
    return new Ticket(ticket);
  }

  @Override
  public void call(Pointer data, long length, Pointer argument) {
    Tensor tensor = lent.remove(argument.address());
    if (tensor != null) {
      tensor.close();
    }
  }

  /** A number that goes through native code as an address nobody follows. */
  private static final class Ticket extends Pointer {
    Ticket(long number) {
      address = number;
    }
  }
}
