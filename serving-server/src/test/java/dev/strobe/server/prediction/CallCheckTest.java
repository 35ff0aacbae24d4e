package dev.strobe.server.prediction;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.strobe.server.servable.Signature;
import dev.strobe.server.servable.TensorSpec;
import dev.strobe.server.status.Code;
import dev.strobe.server.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class CallCheckTest {
  private static final TensorSpec X = new TensorSpec("x:0", DType.FLOAT, Optional.empty());
  private static final Signature ONE = Signature.of("s", "", Map.of("x", X), Map.of("y", X));
  private static final Signature WITH_DEFAULT =
      new Signature(
          "s",
          "",
          new TreeMap<>(Map.of("a", X, "b", X)),
          new TreeMap<>(Map.of("y", X, "z", X)),
          Set.of("b"));

  @Test
  void noFilterMeansAllOutputsSorted() {
    assertThat(CallCheck.outputs(WITH_DEFAULT, List.of())).containsExactly("y", "z");
  }

  @Test
  void filterKeepsItsOrder() {
    assertThat(CallCheck.outputs(WITH_DEFAULT, List.of("z", "y"))).containsExactly("z", "y");
  }

  @Test
  void unknownAndRepeatedOutputsAreRefused() {
    assertInvalid(
        () -> CallCheck.outputs(ONE, List.of("zz")),
        "output tensor alias not found in signature: zz Outputs expected to be in the set {y}.");
    assertInvalid(
        () -> CallCheck.outputs(ONE, List.of("y", "y")), "duplicate output tensor alias: y");
  }

  @Test
  void wrongNumberOfInputsIsRefused() {
    assertInvalid(
        () -> CallCheck.inputs(ONE, Set.of()),
        "input size does not match signature: 0!=1 len({}) != len({x}). "
            + "Sent extra: {}. Missing but required: {x}.");
    assertInvalid(
        () -> CallCheck.inputs(ONE, Set.of("x", "zz")),
        "input size does not match signature: 2!=1 len({x,zz}) != len({x}). "
            + "Sent extra: {zz}. Missing but required: {}.");
  }

  @Test
  void wrongNameIsRefused() {
    assertInvalid(
        () -> CallCheck.inputs(ONE, Set.of("zz")),
        "Signature input alias: x(feed name: x:0) not found in request and no default value"
            + " provided. Inputs expected to be in the request {zz}, or default input alias set: ");
  }

  @Test
  void inputWithADefaultMayBeLeftOut() {
    assertThatCode(() -> CallCheck.inputs(WITH_DEFAULT, Set.of("a"))).doesNotThrowAnyException();
  }

  @Test
  void extraNameBesideADefaultIsRefused() {
    assertInvalid(
        () -> CallCheck.inputs(WITH_DEFAULT, Set.of("a", "zz")),
        "Inputs contains invalid name. Used request inputs: a, request input: a,zz");
  }

  private static void assertInvalid(ThrowingCallable check, String message) {
    assertThatFailsWith(Code.INVALID_ARGUMENT, check).hasMessage(message);
  }
}
