package dev.strobe.server.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.strobe.server.admission.InFlight;
import dev.strobe.server.observation.Call;
import dev.strobe.server.rest.json.JsonOutput;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one answer to a request, from whichever thread has it first; what comes later is dropped. The
 * request is over once the answer has been handed to the network, or the connection is gone.
 */
final class Reply {
  private static final Logger log = LoggerFactory.getLogger(Reply.class);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
  private static final CharSequence RETRY_SECONDS = HttpHeaders.createOptimized("1");
  private static final int PAYLOAD_TOO_LARGE = 413;
  private static final long LINGER_MILLIS = 2000;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Vertx vertx;
  private final InFlight inFlight;
  private final Exchange exchange;
  private final AtomicBoolean given = new AtomicBoolean();
  private volatile Runnable clientGone = () -> {};

  /**
   * An answer that is still open, to a request counted in {@code inFlight}.
   *
   * @param exchange ends with it
   */
  Reply(HttpServerRequest request, Vertx vertx, InFlight inFlight, Exchange exchange) {
    this.request = request;
    this.response = request.response();
    this.vertx = vertx;
    this.inFlight = inFlight;
    this.exchange = exchange;
    request.exceptionHandler(gone -> abandon());
    // Set now, since the answer may be written by another thread, and then no handler may be set.
    response.closeHandler(gone -> clientGone.run());
  }

  /** The call that is answered. */
  Call call() {
    return exchange.call();
  }

  /** True if nobody waits any more: the answer was given, or the client is gone. */
  boolean isOver() {
    return given.get() || response.closed();
  }

  /** Runs when the client goes away before it has its answer. */
  void onClientGone(Runnable reaction) {
    clientGone = reaction;
    if (response.closed()) {
      reaction.run();
    }
  }

  /** Answers 200 with a JSON text, which is released here. */
  void json(ByteBuf text) {
    send(Code.OK, JSON, text);
  }

  /** Answers 200 with a text of another type, which is released here. */
  void text(String contentType, ByteBuf text) {
    send(Code.OK, contentType, text);
  }

  /** Answers without a body. */
  void empty(Code code) {
    send(code, JSON, Unpooled.EMPTY_BUFFER);
  }

  /** Answers with an error. */
  void fail(ServingException failure) {
    if (failure.code() == Code.INTERNAL || failure.code() == Code.UNKNOWN) {
      log.warn("a REST request failed: {}", failure.getMessage(), failure.getCause());
    }
    if (failure.code() == Code.RESOURCE_EXHAUSTED && !given.get()) {
      response.putHeader(RETRY_AFTER, RETRY_SECONDS);
    }
    send(failure.code(), JSON, errorText(failure.getMessage()));
  }

  /** Answers with an error in place of taking the rest of the body, and ends the connection. */
  void refuse(ServingException failure) {
    endConnection();
    fail(failure);
  }

  /** Refuses the rest of the body and ends the connection. */
  void tooLarge(int limit) {
    sendLast(
        Code.OUT_OF_RANGE,
        PAYLOAD_TOO_LARGE,
        "The request body is larger than %d bytes.".formatted(limit));
  }

  /** Gives up waiting for the body and ends the connection. */
  void bodyTimedOut() {
    Code code = Code.DEADLINE_EXCEEDED;
    sendLast(code, code.httpStatus(), "Timed out waiting for the request body");
  }

  private void sendLast(Code code, int status, String error) {
    endConnection();
    send(code, status, JSON, errorText(error));
  }

  /**
   * Closes the connection behind the answer. To close it while the client still sends would take
   * the answer away from it, so the rest of a body is passed over for a while.
   */
  private void endConnection() {
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    if (request.isEnded()) {
      response.endHandler(sent -> request.connection().close());
    } else {
      long timer = vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
      request
          .end()
          .onComplete(
              end -> {
                vertx.cancelTimer(timer);
                request.connection().close();
              });
    }
  }

  private void abandon() {
    if (given.compareAndSet(false, true)) {
      exchange.call().end(Code.CANCELLED, 0);
      inFlight.leave();
      exchange.admission().close();
    }
  }

  private void send(Code code, CharSequence contentType, ByteBuf text) {
    send(code, code.httpStatus(), contentType, text);
  }

  private void send(Code code, int status, CharSequence contentType, ByteBuf text) {
    if (!given.compareAndSet(false, true)) {
      text.release();
      return;
    }
    exchange.call().end(code, text.readableBytes());
    exchange.admission().add(text.readableBytes());
    ByteBuf body = encoded(text);
    try {
      if (inFlight.isClosed()) {
        endConnection();
      }
      response
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
          .end(wrapped(body))
          .onComplete(
              written -> {
                exchange.sent().run();
                over(body);
              });
    } catch (IllegalStateException gone) {
      log.debug("the answer to a REST request could not be sent", gone);
      over(body);
    }
  }

  /** The text as the client takes it; the text, or a copy in its place. */
  private ByteBuf encoded(ByteBuf text) {
    boolean packed =
        exchange.gzipLevel() > 0
            && text.readableBytes() >= GzipAnswer.LEAST_BYTES
            && GzipAnswer.isAccepted(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    if (!packed) {
      return text;
    }
    ByteBuf body;
    try {
      body = GzipAnswer.pack(text, exchange.gzipLevel(), PooledByteBufAllocator.DEFAULT);
    } catch (OutOfMemoryError e) {
      return text;
    }
    text.release();
    response
        .putHeader(HttpHeaders.CONTENT_ENCODING, GZIP)
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return body;
  }

  @SuppressWarnings("deprecation") // the only public way to send memory that is not on the heap
  private static Buffer wrapped(ByteBuf text) {
    return Buffer.buffer(text);
  }

  private void over(ByteBuf text) {
    text.release();
    inFlight.leave();
    exchange.admission().close();
  }

  private static ByteBuf errorText(String message) {
    try (var out = new JsonOutput(PooledByteBufAllocator.DEFAULT)) {
      out.text("{\n    \"error\": ");
      out.string(message.getBytes(UTF_8));
      out.text("\n}");
      return out.finish();
    }
  }
}
