package dev.strobe.server.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TensorTest {

  @Test
  void elementsAreLittleEndian() {
    ByteBuffer data = ByteBuffer.allocateDirect(4);
    data.put(0, (byte) 7);
    try (var tensor = Tensor.of(DType.INT32, new long[] {1}, data)) {
      assertThat(tensor.data().getInt(0)).isEqualTo(7);
    }
  }

  @Test
  void releaseRunsOnceHoweverOftenClosed() {
    var released = new AtomicInteger();
    var tensor =
        Tensor.of(
            DType.UINT8, new long[] {2}, ByteBuffer.allocateDirect(2), released::incrementAndGet);
    tensor.close();
    tensor.close();
    assertThat(released).hasValue(1);
  }

  @Test
  void readingAfterCloseIsRefused() {
    var tensor = Tensor.of(DType.UINT8, new long[] {1}, ByteBuffer.allocateDirect(1));
    tensor.close();
    assertThatThrownBy(tensor::data).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sizeMustFitTheShape() {
    ByteBuffer data = ByteBuffer.allocateDirect(8);
    assertThatThrownBy(() -> Tensor.of(DType.FLOAT, new long[] {3}, data))
        .hasMessageContaining("float tensor of shape [3] needs a direct buffer of 12 bytes");
  }

  @Test
  void heapMemoryIsRefused() {
    ByteBuffer data = ByteBuffer.allocate(4);
    assertThatThrownBy(() -> Tensor.of(DType.FLOAT, new long[] {1}, data))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scalarHasOneElementAndAnEmptyDimensionNone() {
    assertThat(Tensor.elementCount(new long[0])).isEqualTo(1);
    assertThat(Tensor.elementCount(new long[] {Long.MAX_VALUE, Long.MAX_VALUE, 0})).isZero();
  }

  @Test
  void overflowingAndNegativeShapesAreRefused() {
    assertThatThrownBy(() -> Tensor.elementCount(new long[] {1L << 40, 1L << 40}))
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> Tensor.elementCount(new long[] {-1}))
        .hasMessageContaining("must be >= 0");
    assertThatThrownBy(() -> Tensor.byteSize(DType.FLOAT, new long[] {1 << 29}))
        .hasMessageContaining("2 GiB");
  }

  @Test
  void stringsMustFitTheShape() {
    assertThatThrownBy(() -> Tensor.ofStrings(new long[] {2}, List.of(new byte[0])))
        .hasMessageContaining("has 2 elements but was given 1");
  }

  @Test
  void referenceTypesCountAsTheirBase() {
    assertThat(DType.ofNumber(101)).contains(DType.FLOAT);
    assertThat(DType.ofNumber(100)).isEmpty();
    assertThat(DType.ofNumber(0)).isEmpty();
    assertThat(DType.ofNumber(99)).isEmpty();
    for (DType type : DType.values()) {
      assertThat(DType.ofNumber(type.number())).contains(type);
    }
  }
}
