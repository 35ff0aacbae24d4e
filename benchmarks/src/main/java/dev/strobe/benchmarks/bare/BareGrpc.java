package dev.strobe.benchmarks.bare;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** gRPC's framing of unary calls over the frames of one connection. */
final class BareGrpc extends ChannelInboundHandlerAdapter {
  private static final int PREFIX_BYTES = 5;
  private static final Http2Headers HEAD =
      ReadOnlyHttp2Headers.serverHeaders(
          true,
          AsciiString.cached("200"),
          AsciiString.cached("content-type"),
          AsciiString.cached("application/grpc"));
  private static final Http2Headers TRAILERS =
      ReadOnlyHttp2Headers.trailers(
          true, AsciiString.cached("grpc-status"), AsciiString.cached("0"));

  private final ThreadLocal<BarePredict> predict;
  private final Map<Http2FrameStream, CompositeByteBuf> partial = new HashMap<>();

  BareGrpc(ThreadLocal<BarePredict> predict) {
    this.predict = predict;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
    try {
      if (message instanceof Http2DataFrame data) {
        read(ctx, data);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext ctx, Http2DataFrame data) throws IOException {
    Http2FrameStream stream = data.stream();
    write(ctx, new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(stream));
    CompositeByteBuf begun = partial.get(stream);
    if (data.isEndStream() && begun == null) {
      answer(ctx, stream, data.content());
      return;
    }
    if (begun == null) {
      begun = ctx.alloc().compositeBuffer(Integer.MAX_VALUE);
      partial.put(stream, begun);
    }
    begun.addComponent(true, data.content().retain());
    if (data.isEndStream()) {
      partial.remove(stream);
      try {
        answer(ctx, stream, begun);
      } finally {
        begun.release();
      }
    }
  }

  private void answer(ChannelHandlerContext ctx, Http2FrameStream stream, ByteBuf request)
      throws IOException {
    byte[] response = predict.get().answer(request.skipBytes(PREFIX_BYTES));
    ByteBuf framed = ctx.alloc().ioBuffer(PREFIX_BYTES + response.length);
    framed.writeByte(0).writeInt(response.length).writeBytes(response);
    write(ctx, new DefaultHttp2HeadersFrame(HEAD).stream(stream));
    write(ctx, new DefaultHttp2DataFrame(framed).stream(stream));
    write(ctx, new DefaultHttp2HeadersFrame(TRAILERS, true).stream(stream));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  private static void write(ChannelHandlerContext ctx, Http2StreamFrame frame) {
    // A connection that fails is closed, and the client says so.
    ChannelFuture unused = ctx.write(frame);
  }
}
