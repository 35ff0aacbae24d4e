package dev.strobe.server.examples;

import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers made of others; who cancels one cancels what it is made of. */
final class Answers {

  private Answers() {}

  /** What {@code reader} makes of the answer; it fails with a {@link ServingException}. */
  static <A, B> CompletableFuture<B> read(CompletableFuture<A> source, Function<A, B> reader) {
    var answer = new CompletableFuture<B>();
    var unused =
        source.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
                return;
              }
              try {
                answer.complete(reader.apply(value));
              } catch (OutOfMemoryError e) {
                answer.completeExceptionally(
                    new ServingException(
                        Code.RESOURCE_EXHAUSTED, "No memory for the answer: " + e.getMessage(), e));
              } catch (RuntimeException e) {
                answer.completeExceptionally(ServingException.of(e));
              }
            });
    cancelWith(answer, List.of(source));
    return answer;
  }

  /**
   * All answers, of which there is at least one, in order; the first failure ends it, and cancels
   * the others.
   */
  static <A> CompletableFuture<List<A>> all(List<CompletableFuture<A>> parts) {
    var answer = new CompletableFuture<List<A>>();
    var missing = new AtomicInteger(parts.size());
    for (CompletableFuture<A> part : parts) {
      var unused =
          part.whenComplete(
              (value, failure) -> {
                if (failure != null) {
                  answer.completeExceptionally(failure);
                } else if (missing.decrementAndGet() == 0) {
                  List<A> values = new ArrayList<>();
                  parts.forEach(done -> values.add(done.join()));
                  answer.complete(values);
                }
              });
    }
    cancelWith(answer, parts);
    return answer;
  }

  private static <A> void cancelWith(
      CompletableFuture<?> answer, List<CompletableFuture<A>> parts) {
    var unused =
        answer.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                parts.forEach(part -> part.cancel(false));
              }
            });
  }
}
