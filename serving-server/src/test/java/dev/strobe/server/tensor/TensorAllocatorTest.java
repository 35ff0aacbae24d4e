package dev.strobe.server.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TensorAllocatorTest {

  @Test
  void everyTensorIsAligned() {
    var allocator = TensorAllocator.create(1 << 20);
    var random = new Random(1);
    List<Tensor> held = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Tensor tensor = allocator.allocate(DType.UINT8, 1 + random.nextInt(5000));
      assertThat(tensor.data().alignmentOffset(0, TensorAllocator.ALIGNMENT)).isZero();
      held.add(tensor);
    }
    held.forEach(Tensor::close);
  }

  @Test
  void closedMemoryIsUsedAgain() {
    var allocator = TensorAllocator.create(1 << 20);
    Tensor first = allocator.allocate(DType.INT32, 1000);
    first.data().putInt(0, 42);
    first.close();
    assertThat(allocator.pooledBytes()).isPositive();
    try (Tensor second = allocator.allocate(DType.FLOAT, 1000)) {
      assertThat(second.data().getInt(0)).isEqualTo(42);
      assertThat(allocator.pooledBytes()).isZero();
    }
  }

  @Test
  void poolNeverHoldsMoreThanItsBound() {
    var allocator = TensorAllocator.create(10_000);
    List<Tensor> held = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      held.add(allocator.allocate(DType.UINT8, 4000));
    }
    held.forEach(Tensor::close);
    assertThat(allocator.pooledBytes()).isPositive().isLessThanOrEqualTo(10_000);
  }

  @Test
  void sizesNoLongerAskedForMakeRoom() {
    var allocator = TensorAllocator.create(10_000);
    allocator.allocate(DType.UINT8, 9000).close();
    allocator.allocate(DType.UINT8, 4000).close();
    assertThat(allocator.pooledBytes()).isEqualTo(4096);
  }

  @Test
  void everyClassHoldsWhatItIsChosenForWithAQuarterToSpare() {
    for (int bytes : new int[] {257, 319, 320, 321, 512, 513, 4096, 9_600_000, 1 << 30}) {
      int size = TensorAllocator.classSize(TensorAllocator.sizeClass(bytes));
      assertThat(size).isGreaterThanOrEqualTo(bytes).isLessThanOrEqualTo(bytes + bytes / 4 + 1);
    }
    assertThat(TensorAllocator.classSize(TensorAllocator.sizeClass(Integer.MAX_VALUE - 64)))
        .isEqualTo(Integer.MAX_VALUE);
  }
}
