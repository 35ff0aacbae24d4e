package dev.strobe.server.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is expected of failures. */
public final class ServingFailures {

  private ServingFailures() {}

  /** The call fails with this code; its message can be looked at further. */
  public static AbstractThrowableAssert<?, ?> assertThatFailsWith(
      Code code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(ServingException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
