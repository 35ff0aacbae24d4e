package dev.strobe.server.grpc;

import dev.strobe.server.scheduling.LoopSlices;
import dev.strobe.server.scheduling.Turns;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the gRPC servers that are reached from outside the process, with the sockets that
 * these listen at: one a processor, since they never wait, and run models that are fast themselves.
 * Set up by one thread.
 */
final class EventLoops implements AutoCloseable {
  private static final long QUIET_MILLIS = 0;
  private static final long STOP_MILLIS = 2000;

  private final EventLoopGroup loops;
  private final LoopSlices slices;
  private final List<SocketFile> sockets = new ArrayList<>();

  private EventLoops(EventLoopGroup loops, LoopSlices slices) {
    this.loops = loops;
    this.slices = slices;
  }

  /** Loops that start with the first server, and have these slices from then on. */
  static EventLoops make(LoopSlices slices) {
    int processors = Runtime.getRuntime().availableProcessors();
    ThreadFactory threads = new DefaultThreadFactory("grpc", true);
    EventLoopGroup loops =
        Epoll.isAvailable()
            ? new EpollEventLoopGroup(processors, threads)
            : new NioEventLoopGroup(processors, threads);
    return new EventLoops(loops, slices);
  }

  /** A server at this port of all addresses, 0 for any free one. */
  NettyServerBuilder at(int port) {
    return server(
        new InetSocketAddress(port),
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
  }

  /**
   * A server at a Unix domain socket, which Netty has on Linux alone. Makes way for the socket.
   *
   * @throws dev.strobe.server.status.ServingException UNAVAILABLE if there can be none
   */
  NettyServerBuilder at(SocketFile file) {
    if (!Epoll.isAvailable()) {
      throw file.unavailable("Unix domain sockets need Linux's epoll", Epoll.unavailabilityCause());
    }
    file.clear();
    sockets.add(file);
    return server(
        new DomainSocketAddress(file.path().toFile()), EpollServerDomainSocketChannel.class);
  }

  private NettyServerBuilder server(SocketAddress address, Class<? extends ServerChannel> channel) {
    for (EventExecutor loop : loops) {
      loop.execute(() -> Turns.take(loop));
      slices.add(loop);
    }
    return NettyServerBuilder.forAddress(address)
        .channelType(channel)
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops);
  }

  @Override
  public void close() {
    sockets.forEach(SocketFile::remove);
    var unused = loops.shutdownGracefully(QUIET_MILLIS, STOP_MILLIS, TimeUnit.MILLISECONDS);
  }
}
