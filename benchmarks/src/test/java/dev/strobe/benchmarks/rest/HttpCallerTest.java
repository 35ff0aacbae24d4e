package dev.strobe.benchmarks.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

final class HttpCallerTest {

  @Test
  void requestIsSentAgainUntilTheTimeIsUpAndThenReleased() {
    var caller = new HttpCaller("ask".getBytes(US_ASCII), 2, System.nanoTime());
    var channel = new EmbeddedChannel(caller);
    ByteBuf sent = channel.readOutbound();
    assertThat(sent.toString(US_ASCII)).isEqualTo("ask");
    sent.release();
    assertThat(sent.refCnt()).isOne();
    channel.writeInbound(Unpooled.copiedBuffer("ok", US_ASCII));
    assertThat(caller.done().join()).isNotNull();
    assertThat(channel.isOpen()).isFalse();
    assertThat(sent.refCnt()).isZero();
  }
}
