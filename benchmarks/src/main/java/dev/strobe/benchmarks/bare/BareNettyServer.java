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
import io.netty.util.ResourceLeakDetector;
import java.nio.file.Path;

/**
 * The least that answers Predict over the network: HTTP/2 frames, gRPC's framing by hand,
 * TensorFlow's C API on as many event loops as our server has, which looks for no leaked buffers
 * either. It knows one model, no names, versions, deadlines, health or errors. Takes a port and a
 * version directory, whose signature {@code serving_default} has one FLOAT input and one FLOAT
 * output.
 */
public final class BareNettyServer {

  private BareNettyServer() {}

  public static void main(String[] args) throws InterruptedException {
    BareSession session = BareSession.load(Path.of(args[1]), "serving_default");
    ThreadLocal<BarePredict> predict = ThreadLocal.withInitial(() -> new BarePredict(session));
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    boolean epoll = Epoll.isAvailable();
    int processors = Runtime.getRuntime().availableProcessors();
    EventLoopGroup workers =
        epoll ? new EpollEventLoopGroup(processors) : new NioEventLoopGroup(processors);
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
