package dev.strobe.server.batching;

import dev.strobe.server.servable.ForwardingRun;
import dev.strobe.server.servable.Run;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A run cut into pieces, each a run of some of its rows. It ends once all of its pieces have: with
 * their outputs joined, or with the first failure.
 */
final class SplitRun {
  private final Run whole;
  private final TensorAllocator allocator;
  private final AtomicReferenceArray<Map<String, Tensor>> outputs;
  private final AtomicReference<ServingException> failure = new AtomicReference<>();
  private final AtomicInteger open;
  private final AtomicLong beginNanos = new AtomicLong(Long.MAX_VALUE);

  private SplitRun(Run whole, int pieces, TensorAllocator allocator) {
    this.whole = whole;
    this.allocator = allocator;
    this.outputs = new AtomicReferenceArray<>(pieces);
    this.open = new AtomicInteger(pieces);
  }

  /** Runs of so many rows of {@code whole} each, in its order; they take over its inputs. */
  static List<Run> pieces(Run whole, List<Integer> sizes, TensorAllocator allocator) {
    var split = new SplitRun(whole, sizes.size(), allocator);
    List<Map<String, Tensor>> inputs = new ArrayList<>();
    sizes.forEach(size -> inputs.add(new LinkedHashMap<>()));
    whole
        .inputs()
        .forEach(
            (alias, tensor) -> {
              List<Tensor> slices = RowSlices.cut(tensor, sizes);
              for (int i = 0; i < slices.size(); i++) {
                inputs.get(i).put(alias, slices.get(i));
              }
            });
    List<Run> pieces = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      pieces.add(new Piece(split, i, inputs.get(i)));
    }
    return pieces;
  }

  private void end() {
    if (open.decrementAndGet() > 0) {
      return;
    }
    Map<String, Tensor> joined;
    try {
      joined = joined();
    } catch (ServingException e) {
      whole.fail(e);
      return;
    } catch (OutOfMemoryError e) {
      whole.fail(new ServingException(Code.RESOURCE_EXHAUSTED, "Out of memory: " + e, e));
      return;
    } finally {
      closeOutputs();
    }
    whole.succeed(joined);
  }

  private Map<String, Tensor> joined() {
    ServingException first = failure.get();
    if (first != null) {
      throw first;
    }
    Map<String, Tensor> joined = new LinkedHashMap<>();
    for (String alias : whole.outputs()) {
      List<Tensor> parts = new ArrayList<>();
      for (int i = 0; i < outputs.length(); i++) {
        parts.add(Objects.requireNonNull(outputs.get(i).get(alias)));
      }
      joined.put(alias, join(alias, parts));
    }
    return joined;
  }

  private Tensor join(String alias, List<Tensor> parts) {
    long[] shape = parts.get(0).shape();
    int rows = 0;
    for (Tensor part : parts) {
      long[] other = part.shape();
      if (!Arrays.equals(other, 1, other.length, shape, 1, shape.length)) {
        throw new ServingException(
            Code.FAILED_PRECONDITION,
            "The pieces of a large run have outputs %s of different shapes: %s and %s"
                .formatted(alias, parts.get(0), part));
      }
      rows += (int) part.dimension(0);
    }
    return RowJoin.join(parts, rows, allocator);
  }

  private void closeOutputs() {
    for (int i = 0; i < outputs.length(); i++) {
      Map<String, Tensor> part = outputs.get(i);
      if (part != null) {
        part.values().forEach(Tensor::close);
      }
    }
  }

  private record Piece(SplitRun split, int index, Map<String, Tensor> inputs)
      implements ForwardingRun {

    @Override
    public Run run() {
      return split.whole;
    }

    /** Also where another piece has failed, and with it the whole. */
    @Override
    public boolean abandoned() {
      return split.whole.abandoned() || split.failure.get() != null;
    }

    /** The whole has run from the first piece's beginning to the last one's end so far. */
    @Override
    public void ran(long beginNanos, long endNanos) {
      long first =
          split.beginNanos.accumulateAndGet(
              beginNanos,
              (known, next) -> known == Long.MAX_VALUE || next - known < 0 ? next : known);
      split.whole.ran(first, endNanos);
    }

    @Override
    public void succeed(Map<String, Tensor> results) {
      split.outputs.set(index, results);
      split.end();
    }

    @Override
    public void fail(ServingException reason) {
      split.failure.compareAndSet(null, reason);
      split.end();
    }
  }
}
