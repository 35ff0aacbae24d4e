package dev.strobe.server.rest;

import dev.strobe.server.observation.CallOrigin;
import dev.strobe.server.observation.Protocol;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Objects;
import java.util.Optional;

/** A request as the origin of a call. */
record RestOrigin(HttpServerRequest request) implements CallOrigin {

  @Override
  public Protocol protocol() {
    return Protocol.REST;
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String path() {
    return Objects.requireNonNullElse(request.path(), "");
  }

  @Override
  public String peer() {
    SocketAddress address = request.remoteAddress();
    return address == null ? "" : address.toString();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }
}
