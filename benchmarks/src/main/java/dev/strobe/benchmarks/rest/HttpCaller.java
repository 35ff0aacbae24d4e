package dev.strobe.benchmarks.rest;

import dev.strobe.benchmarks.figures.Latencies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a request, and the next when as many bytes have come back as a response has, until the time
 * is up. Does not look into what comes.
 */
final class HttpCaller extends ChannelInboundHandlerAdapter {
  private final ByteBuf request;
  private final int responseBytes;
  private final long endNanos;
  private final CompletableFuture<Latencies> done = new CompletableFuture<>();
  private final Latencies latencies = new Latencies();
  private long startNanos;
  private int received;

  HttpCaller(byte[] request, int responseBytes, long endNanos) {
    this.request = Unpooled.directBuffer(request.length).writeBytes(request);
    this.responseBytes = responseBytes;
    this.endNanos = endNanos;
  }

  CompletableFuture<Latencies> done() {
    return done;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    call(ctx);
  }

  private void call(ChannelHandlerContext ctx) {
    startNanos = System.nanoTime();
    ChannelFuture unused = ctx.writeAndFlush(request.retainedDuplicate());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    received += bytes.readableBytes();
    bytes.release();
    if (received < responseBytes) {
      return;
    }
    long now = System.nanoTime();
    latencies.add(now - startNanos);
    received -= responseBytes;
    if (now - endNanos < 0) {
      call(ctx);
    } else {
      done.complete(latencies);
      ChannelFuture unused = ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    done.completeExceptionally(new IllegalStateException("the server closed the connection"));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    request.release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    done.completeExceptionally(cause);
  }
}
