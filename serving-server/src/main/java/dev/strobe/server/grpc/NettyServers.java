package dev.strobe.server.grpc;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import dev.strobe.server.tls.TlsIdentity;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Sets up the gRPC servers that are reached from outside the process. */
record NettyServers(
    GrpcInterface services,
    ChannelArguments arguments,
    Optional<TlsIdentity> identity,
    BytesInFlight bytes) {
  /** What a call whose message must wait may hold of it, in bytes. */
  private static final int MIN_WINDOW = 1 << 16;

  private static final int MAX_WINDOW = 1 << 20;
  private static final int WINDOWS = 128;

  /** A chunk is 2 to the power of this many pages of 8 KB. */
  private static final int CHUNK_ORDER = 8;

  private static final int LARGE_CHUNK_ORDER = 11;
  private static final long ROOM_FOR_LARGE_CHUNKS = 256L << 20;

  private static final long KEEP_ALIVE_SECONDS = 60;
  private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 20;

  /** Adds everything but the address. Vanished clients are found out by pings. */
  NettyServerBuilder complete(NettyServerBuilder builder) {
    services
        .addTo(builder)
        .withChildOption(ChannelOption.ALLOCATOR, buffers())
        .flowControlWindow(window())
        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    arguments.applyTo(builder);
    identity.ifPresent(shown -> builder.sslContext(context(shown)));
    new CallGate(bytes).guard(builder);
    return builder;
  }

  /**
   * Buffers in chunks of 16 MB where there is room for some. Those of gRPC's own choice, 2 MB, are
   * all given back to the system after each large message, and cost a page fault for every 4 KB
   * when the next one comes.
   */
  private PooledByteBufAllocator buffers() {
    return new PooledByteBufAllocator(
        true,
        PooledByteBufAllocator.defaultNumHeapArena(),
        PooledByteBufAllocator.defaultNumDirectArena(),
        PooledByteBufAllocator.defaultPageSize(),
        bytes.limit() < ROOM_FOR_LARGE_CHUNKS ? CHUNK_ORDER : LARGE_CHUNK_ORDER,
        PooledByteBufAllocator.defaultSmallCacheSize(),
        PooledByteBufAllocator.defaultNormalCacheSize(),
        PooledByteBufAllocator.defaultUseCacheForAllThreads());
  }

  private int window() {
    return (int) Math.min(MAX_WINDOW, Math.max(MIN_WINDOW, bytes.limit() / WINDOWS));
  }

  private static SslContext context(TlsIdentity identity) {
    SslContextBuilder builder = SslContextBuilder.forServer(identity.keyManager());
    identity
        .clientTrust()
        .ifPresent(trust -> builder.trustManager(trust).clientAuth(ClientAuth.REQUIRE));
    try {
      return GrpcSslContexts.configure(builder).build();
    } catch (SSLException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT, "TLS cannot be set up: " + e.getMessage(), e);
    }
  }
}
