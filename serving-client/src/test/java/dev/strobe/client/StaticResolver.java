package dev.strobe.client;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Resolves {@code static:///a-8500-8501} to the ports named, on this machine. */
final class StaticResolver extends NameResolverProvider {

  static String target(int... ports) {
    StringBuilder target = new StringBuilder("static:///ports");
    for (int port : ports) {
      target.append('-').append(port);
    }
    return target.toString();
  }

  @Override
  public NameResolver newNameResolver(URI target, NameResolver.Args args) {
    List<EquivalentAddressGroup> addresses =
        Stream.of(target.getPath().split("-", -1))
            .skip(1)
            .map(port -> new InetSocketAddress("localhost", Integer.parseInt(port)))
            .map(EquivalentAddressGroup::new)
            .toList();
    return new NameResolver() {
      @Override
      public String getServiceAuthority() {
        return "localhost";
      }

      @Override
      public void start(Listener2 listener) {
        listener.onResult(
            ResolutionResult.newBuilder()
                .setAddressesOrError(StatusOr.fromValue(addresses))
                .build());
      }

      @Override
      public void shutdown() {}
    };
  }

  @Override
  public String getDefaultScheme() {
    return "static";
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 5;
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return Set.of(InetSocketAddress.class);
  }
}
