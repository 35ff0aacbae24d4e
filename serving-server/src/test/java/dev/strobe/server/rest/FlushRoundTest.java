package dev.strobe.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

final class FlushRoundTest {
  private long now;
  private final FlushRound round = new FlushRound(() -> now);
  private final EmbeddedChannel first = member();
  private final EmbeddedChannel second = member();

  @Test
  void answersOfATurnAreSentAtItsEnd() {
    answer(first);
    now += FlushRound.LONGEST_NANOS;
    answer(second);
    assertThat(first.outboundMessages()).isEmpty();
    assertThat(second.outboundMessages()).isEmpty();
    first.runPendingTasks();
    assertThat(first.outboundMessages()).containsExactly("answer");
    assertThat(second.outboundMessages()).containsExactly("answer");
  }

  @Test
  void answerThatWaitedTooLongIsSentBeforeTheTurnEnds() {
    answer(first);
    now += FlushRound.LONGEST_NANOS + 1;
    answer(second);
    assertThat(first.outboundMessages()).containsExactly("answer");
    assertThat(second.outboundMessages()).containsExactly("answer");
  }

  @Test
  void everyTurnHasItsEnd() {
    answer(first);
    first.runPendingTasks();
    now += 10 * FlushRound.LONGEST_NANOS;
    answer(second);
    assertThat(second.outboundMessages()).isEmpty();
    second.runPendingTasks();
    assertThat(second.outboundMessages()).containsExactly("answer");
  }

  @Test
  void closingSendsWhatWaits() {
    answer(first);
    ChannelFuture unused = first.pipeline().close();
    assertThat(first.outboundMessages()).containsExactly("answer");
  }

  private EmbeddedChannel member() {
    var channel = new EmbeddedChannel();
    round.join(channel);
    return channel;
  }

  private static void answer(EmbeddedChannel channel) {
    ChannelFuture unused = channel.pipeline().write("answer");
    channel.pipeline().flush();
  }
}
