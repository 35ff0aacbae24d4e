package dev.strobe.server.rest;

import dev.strobe.server.admission.BytesInFlight;
import dev.strobe.server.admission.BytesInFlight.Admission;
import dev.strobe.server.admission.InFlight;
import dev.strobe.server.observation.Call;
import dev.strobe.server.rest.json.JsonText;
import dev.strobe.server.servable.Deadline;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Locale;

/** Takes requests in on the event loops and hands them to what answers them. */
final class RestHandler {
  private static final int UNKNOWN_LENGTH = -1;

  /** Bodies up to this many bytes come in one piece or nearly so, and need no timer. */
  private static final int SMALL_BODY = 64 << 10;

  private final Vertx vertx;
  private final RestConfig config;
  private final RestServices services;
  private final InFlight inFlight;
  private final RestThreads threads;
  private final BytesInFlight bytes;
  private final Routes routes = new Routes();
  private final RestPredict predict;
  private final RestExamples examples;
  private final RestDescription description;

  RestHandler(
      Vertx vertx,
      RestConfig config,
      RestServices services,
      InFlight inFlight,
      RestThreads threads) {
    this.vertx = vertx;
    this.config = config;
    this.services = services;
    this.inFlight = inFlight;
    this.threads = threads;
    bytes = services.bytes();
    predict = new RestPredict(services, threads);
    examples = new RestExamples(services.inference(), threads);
    description = new RestDescription(services);
  }

  /** Sees to it that the request is answered, now or later. */
  void handle(HttpServerRequest request, Connections connections) {
    Deadline deadline = deadline();
    boolean open = inFlight.enter();
    connections.begins(request);
    Runnable sent = () -> connections.answered(request);
    if (isForMetrics(request)) {
      var exchange = new Exchange(Call.NONE, bytes.admission(), config.gzipLevel(), sent);
      var reply = new Reply(request, vertx, inFlight, exchange);
      services
          .metrics()
          .ifPresent(page -> threads.run(Long.MAX_VALUE, () -> show(page, reply), reply));
      return;
    }
    Admission admission = bytes.admission();
    Call call = services.calls().begin(new RestOrigin(request));
    var exchange = new Exchange(call, admission, config.gzipLevel(), sent);
    var reply = new Reply(request, vertx, inFlight, exchange);
    try {
      dispatch(request, open, deadline, admission, reply);
    } catch (ServingException e) {
      reply.fail(e);
    }
  }

  private boolean isForMetrics(HttpServerRequest request) {
    return services.metrics().isPresent() && services.metrics().get().path().equals(request.path());
  }

  private static void show(MetricsPage page, Reply reply) {
    reply.text(page.contentType(), Unpooled.wrappedBuffer(page.text().get()));
  }

  private Deadline deadline() {
    return config
        .timeout()
        .map(timeout -> Deadline.after(System.nanoTime(), timeout))
        .orElse(Deadline.none());
  }

  private void dispatch(
      HttpServerRequest request,
      boolean open,
      Deadline deadline,
      Admission admission,
      Reply reply) {
    if (!open) {
      throw new ServingException(Code.UNAVAILABLE, "The server is shutting down.");
    }
    String path = request.path();
    if (path == null || !Route.covers(path)) {
      throw new ServingException(Code.NOT_FOUND, "Not found: " + path);
    }
    Call call = reply.call();
    call.asks("", "");
    if (config.corsAllowed()) {
      allowAnyOrigin(request.response());
    }
    if (request.method().equals(HttpMethod.OPTIONS)) {
      reply.empty(isFromPage(request) ? Code.OK : Code.FAILED_PRECONDITION);
      return;
    }
    Route route = routes.of(request.method().name(), path);
    call.asks(route.action().api(), route.model().name());
    switch (route.action()) {
      case LIST -> list(reply);
      case STATUS -> reply.json(description.status(route.model()));
      case METADATA ->
          threads.run(Long.MAX_VALUE, () -> reply.json(description.metadata(route.model())), reply);
      default -> receive(request, route, deadline, admission, reply);
    }
  }

  private void list(Reply reply) {
    if (!config.modelsListed()) {
      throw Route.nameless();
    }
    reply.json(description.list());
  }

  private static void allowAnyOrigin(HttpServerResponse response) {
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, GET")
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type");
  }

  private static boolean isFromPage(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && (origin.contains("http://") || origin.contains("https://"));
  }

  private void receive(
      HttpServerRequest request, Route route, Deadline deadline, Admission admission, Reply reply) {
    Priority priority = priority(request);
    int limit = config.limits().maxBodyBytes();
    long announced = announced(request);
    if (announced > limit) {
      reply.tooLarge(limit);
      return;
    }
    var body = new RequestBody(limit);
    boolean now = enter(request, announced, admission);
    Runnable complete = now ? timeBound(announced, reply) : waitBound(admission, reply);
    request.handler(
        part -> {
          if (!reply.isOver()) {
            take(part, announced, body, admission, reply);
          }
        });
    request.endHandler(
        end -> {
          complete.run();
          reply.call().received(body.length());
          if (!reply.isOver()) {
            boolean packed = isPacked(request);
            threads.run(
                packed ? Long.MAX_VALUE : body.length(),
                () -> infer(route, unpack(packed, body, admission), deadline, priority, reply),
                reply);
          }
        });
  }

  /** Asks for room for the body, and lets it come once there is; true if there is now. */
  private boolean enter(HttpServerRequest request, long announced, Admission admission) {
    Context context = vertx.getOrCreateContext();
    boolean now =
        admission.enter(
            announced < 0 ? SMALL_BODY : announced,
            () -> context.runOnContext(admitted -> invite(request).resume()));
    HttpServerRequest unused = now ? invite(request) : request.pause();
    return now;
  }

  private static HttpServerRequest invite(HttpServerRequest request) {
    if (expectsContinue(request) && !request.response().closed()) {
      request.response().writeContinue();
    }
    return request;
  }

  private static void take(
      Buffer part, long announced, RequestBody body, Admission admission, Reply reply) {
    if (!body.add(part, announced)) {
      reply.tooLarge(body.limit());
    } else if (!admission.tryHold(body.length())) {
      reply.refuse(noRoom());
    }
  }

  private static ServingException noRoom() {
    return new ServingException(
        Code.RESOURCE_EXHAUSTED, "The server has too many bytes of other requests in hand.");
  }

  private static Priority priority(HttpServerRequest request) {
    String value = request.getHeader(Priority.HEADER);
    return value == null ? Priority.NORMAL : Priority.named(value);
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? UNKNOWN_LENGTH : Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw new ServingException(
          Code.INVALID_ARGUMENT, "Content-Length must be a number but was " + length, e);
    }
  }

  private static boolean expectsContinue(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  private static boolean isPacked(HttpServerRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip");
  }

  /** Ends the request if its body takes too long to come; what is returned says that it came. */
  private Runnable timeBound(long announced, Reply reply) {
    boolean small = announced >= 0 && announced <= SMALL_BODY;
    if (small || config.timeout().isEmpty()) {
      return () -> {};
    }
    long timer =
        vertx.setTimer(config.timeout().get().toMillis() + 1, expired -> reply.bodyTimedOut());
    return () -> vertx.cancelTimer(timer);
  }

  /** As {@link #timeBound}, of a request that waits for room first. */
  private Runnable waitBound(Admission admission, Reply reply) {
    Duration patience = config.timeout().orElse(config.limits().idleTime());
    long timer =
        vertx.setTimer(
            patience.toMillis() + 1,
            expired -> {
              if (admission.isWaiting()) {
                reply.refuse(noRoom());
              } else {
                reply.bodyTimedOut();
              }
            });
    return () -> vertx.cancelTimer(timer);
  }

  private static JsonText unpack(boolean packed, RequestBody body, Admission admission) {
    return packed ? GzipBody.unpack(body.text(), admission) : body.text();
  }

  private void infer(
      Route route, JsonText text, Deadline deadline, Priority priority, Reply reply) {
    switch (route.action()) {
      case CLASSIFY -> examples.classify(route.model(), text, deadline, priority, reply);
      case REGRESS -> examples.regress(route.model(), text, deadline, priority, reply);
      default -> predict.answer(route.model(), text, deadline, priority, reply);
    }
  }
}
