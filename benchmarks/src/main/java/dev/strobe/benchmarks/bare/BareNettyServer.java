package dev.strobe.benchmarks.bare;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import java.nio.file.Path;

/**
 * The least that answers Predict over the network: HTTP/2 frames, gRPC's framing by hand,
 * TensorFlow's C API on the event loop. It knows one model, no names, versions, deadlines, health
 * or errors. Takes a port and a version directory, whose signature {@code serving_default} has one
 * FLOAT input and one FLOAT output.
 */
public final class BareNettyServer {

  private BareNettyServer() {}

  public static void main(String[] args) throws InterruptedException {
    BareSession session = BareSession.load(Path.of(args[1]), "serving_default");
    ThreadLocal<BarePredict> predict = ThreadLocal.withInitial(() -> new BarePredict(session));
    boolean epoll = Epoll.isAvailable();
    EventLoopGroup workers = epoll ? new EpollEventLoopGroup() : new NioEventLoopGroup();
    new ServerBootstrap()
        .group(workers)
        .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(Http2FrameCodecBuilder.forServer().build())
                    .addLast(new BareGrpc(predict));
              }
            })
        .bind(Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }
}
