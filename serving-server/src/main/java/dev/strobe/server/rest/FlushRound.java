package dev.strobe.server.rest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sends the answers of one event loop's connections together: those of one turn of the loop, at its
 * end, but none later than a moment after it was written. To send to a client that waits is to wake
 * it, which costs more than the work on a small call; clients that get several answers at once are
 * woken once. For the thread of the event loop alone.
 */
final class FlushRound {
  /** How long an answer may wait for others; no longer than one run may be in its way. */
  static final long LONGEST_NANOS = 200_000;

  private final LongSupplier nanoTime;
  private final List<ChannelHandlerContext> waiting = new ArrayList<>();
  private boolean endComes;
  private long sinceNanos;

  /** A round of no connections, by a clock like {@link System#nanoTime}. */
  FlushRound(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes a connection in until it is closed. */
  void join(Channel channel) {
    channel.pipeline().addFirst(new Member());
  }

  private void flush(ChannelHandlerContext connection) {
    long now = nanoTime.getAsLong();
    if (waiting.isEmpty()) {
      sinceNanos = now;
    }
    waiting.add(connection);
    if (now - sinceNanos > LONGEST_NANOS) {
      flushAll();
    } else if (!endComes) {
      endComes = true;
      connection.executor().execute(this::endTurn);
    }
  }

  private void endTurn() {
    endComes = false;
    flushAll();
  }

  /** A flush may call back and so let others wait, which are then sent too. */
  private void flushAll() {
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).flush();
    }
    waiting.clear();
  }

  /** Stands between a connection and the network. */
  private final class Member extends ChannelDuplexHandler {
    @Override
    public void flush(ChannelHandlerContext connection) {
      FlushRound.this.flush(connection);
    }

    @Override
    public void close(ChannelHandlerContext connection, ChannelPromise promise) {
      connection.flush();
      ChannelFuture unused = connection.close(promise);
    }
  }
}
