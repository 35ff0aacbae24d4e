package dev.strobe.server.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import dev.strobe.server.tensor.TensorAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowJoinTest {
  private final TensorAllocator allocator = TensorAllocator.create(1 << 20);

  @Test
  void rowsAreJoinedAndCutApartAgain() {
    for (DType type : DType.values()) {
      if (type.isNumeric()) {
        joinAndCut(type);
      }
    }
    assertThat(allocator.pooledBytes()).isPositive();
  }

  private void joinAndCut(DType type) {
    Tensor joined =
        RowJoin.join(List.of(numbers(type, 0, 2, 3), numbers(type, 100, 1, 3)), 4, allocator);
    assertThat(joined.shape()).containsExactly(4, 3);
    List<Tensor> parts = RowSlices.cut(joined, List.of(2, 1));
    assertThat(parts.get(0).shape()).containsExactly(2, 3);
    assertThat(parts.get(0).data()).isEqualTo(numbers(type, 0, 2, 3).data());
    assertThat(parts.get(1).data()).isEqualTo(numbers(type, 100, 1, 3).data());
    long pooled = allocator.pooledBytes();
    parts.get(0).close();
    assertThat(allocator.pooledBytes()).isEqualTo(pooled);
    parts.get(1).close();
    assertThat(allocator.pooledBytes()).isGreaterThan(pooled);
  }

  @Test
  void stringsAreJoinedAndCutApartAgain() {
    Tensor joined =
        RowJoin.join(List.of(strings(2, 1, "a", "b"), strings(1, 1, "c")), 5, allocator);
    assertThat(texts(joined)).containsExactly("a", "b", "c", "c", "c");
    List<Tensor> parts = RowSlices.cut(joined, List.of(2, 1));
    assertThat(texts(parts.get(0))).containsExactly("a", "b");
    assertThat(texts(parts.get(1))).containsExactly("c");
    assertThat(parts.get(1).shape()).containsExactly(1, 1);
  }

  @Test
  void smallerStringsArePadded() {
    Tensor joined =
        RowJoin.join(
            List.of(strings(1, 1, "a"), strings(1, 0), strings(1, 2, "b", "c")), 3, allocator);
    assertThat(texts(joined)).containsExactly("a", "a", "", "", "b", "c");
  }

  @Test
  void emptyRowsArePaddedWithZero() {
    Tensor joined =
        RowJoin.join(
            List.of(numbers(DType.UINT8, 7, 1, 2, 2), numbers(DType.UINT8, 0, 1, 0, 2)),
            2,
            allocator);
    byte[] bytes = new byte[8];
    joined.data().get(bytes);
    assertThat(bytes).containsExactly(7, 8, 9, 10, 0, 0, 0, 0);
  }

  @Test
  void everyRankIsPaddedAtTheEnd() {
    Tensor joined =
        RowJoin.join(
            List.of(numbers(DType.UINT8, 1, 1, 1, 2, 1), numbers(DType.UINT8, 11, 1, 2, 1, 2)),
            2,
            allocator);
    assertThat(joined.shape()).containsExactly(2, 2, 2, 2);
    byte[] bytes = new byte[16];
    joined.data().get(bytes);
    assertThat(bytes).containsExactly(1, 1, 2, 1, 1, 1, 1, 1, 11, 12, 11, 11, 13, 14, 11, 11);
  }

  /** Bytes counted up from {@code first}. */
  private Tensor numbers(DType type, int first, long... shape) {
    Tensor tensor = allocator.allocate(type, shape);
    var data = tensor.data();
    for (int i = 0; data.hasRemaining(); i++) {
      data.put((byte) (first + i));
    }
    return tensor;
  }

  private static Tensor strings(int rows, int columns, String... texts) {
    return Tensor.ofStrings(
        new long[] {rows, columns},
        Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private static List<String> texts(Tensor tensor) {
    return tensor.strings().stream().map(text -> new String(text, StandardCharsets.UTF_8)).toList();
  }
}
