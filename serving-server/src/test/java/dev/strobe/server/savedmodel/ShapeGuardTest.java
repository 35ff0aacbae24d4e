package dev.strobe.server.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.server.savedmodel.ShapeGuard.Strictness;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tensor.DType;
import dev.strobe.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShapeGuardTest {
  private static final Optional<List<Long>> IMAGES = Optional.of(List.of(-1L, 8L, 8L, 3L));

  @Test
  void lenientTakesAnything() {
    assertTaken(Strictness.LENIENT, IMAGES, 3);
  }

  @Test
  void declaredShapeMustFit() {
    for (Strictness strictness : List.of(Strictness.DECLARED, Strictness.SAFE)) {
      assertTaken(strictness, IMAGES, 5, 8, 8, 3);
      assertRefused(
          strictness,
          IMAGES,
          "The shape [8,8,3] of input x must fit the declared shape [-1,8,8,3]",
          8,
          8,
          3);
      assertRefused(strictness, IMAGES, "must fit", 1, 8, 8, 5);
    }
  }

  @Test
  void unsafeGraphTakesNothingEmptyAndNothingUnchecked() {
    assertRefused(Strictness.SAFE, IMAGES, "must not be empty", 0, 8, 8, 3);
    assertRefused(Strictness.SAFE, Optional.empty(), "cannot be checked", 1, 8, 8, 3);
    assertTaken(Strictness.DECLARED, IMAGES, 0, 8, 8, 3);
    assertTaken(Strictness.DECLARED, Optional.empty(), 3);
  }

  @Test
  void whatTheGraphKnowsBetterCounts() {
    assertThat(ShapeGuard.merge(Optional.of(List.of(-1L, 8L)), Optional.of(List.of(4L, -1L))))
        .contains(List.of(4L, 8L));
    assertThat(ShapeGuard.merge(Optional.empty(), IMAGES)).isEqualTo(IMAGES);
    assertThat(ShapeGuard.merge(Optional.of(List.of(1L)), IMAGES)).isEqualTo(IMAGES);
    assertThat(ShapeGuard.merge(IMAGES, Optional.empty())).isEqualTo(IMAGES);
  }

  private static void assertTaken(
      Strictness strictness, Optional<List<Long>> declared, long... shape) {
    assertThatCode(() -> ShapeGuard.check(strictness, "x", declared, bytes(shape)))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(
      Strictness strictness, Optional<List<Long>> declared, String message, long... shape) {
    assertThatThrownBy(() -> ShapeGuard.check(strictness, "x", declared, bytes(shape)))
        .isInstanceOf(ServingException.class)
        .hasMessageContaining(message);
  }

  private static Tensor bytes(long... shape) {
    ByteBuffer data = ByteBuffer.allocateDirect(Tensor.byteSize(DType.UINT8, shape));
    return Tensor.of(DType.UINT8, shape, data);
  }
}
