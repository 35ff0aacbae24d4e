package dev.strobe.server.grpc;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of the gRPC server at a Unix domain socket, which Netty has on Linux alone. */
record SocketLoops(SocketFile file, EventLoopGroup loops) implements AutoCloseable {
  private static final long QUIET_MILLIS = 0;
  private static final long STOP_MILLIS = 2000;

  /**
   * Makes way for a socket.
   *
   * @throws dev.strobe.server.status.ServingException UNAVAILABLE if there can be none
   */
  static SocketLoops open(SocketFile file) {
    if (!Epoll.isAvailable()) {
      throw file.unavailable("Unix domain sockets need Linux's epoll", Epoll.unavailabilityCause());
    }
    file.clear();
    return new SocketLoops(
        file, new EpollEventLoopGroup(0, new DefaultThreadFactory("grpc-socket", true)));
  }

  NettyServerBuilder builder() {
    return NettyServerBuilder.forAddress(new DomainSocketAddress(file.path().toFile()))
        .channelType(EpollServerDomainSocketChannel.class)
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops);
  }

  @Override
  public void close() {
    file.remove();
    var unused = loops.shutdownGracefully(QUIET_MILLIS, STOP_MILLIS, TimeUnit.MILLISECONDS);
  }
}
