package dev.strobe.benchmarks.signatures;

import dev.strobe.benchmarks.figures.Spread;
import dev.strobe.benchmarks.process.ServerProcess;
import dev.strobe.client.ClientConfig;
import dev.strobe.client.Endpoint;
import dev.strobe.client.ServingClient;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.server.ModelServerMain;
import io.grpc.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Compares the repetition model's signature {@code clip}, which is sent every frame once, with
 * {@code windows}, which is sent the windows of every stride: in turn, over gRPC, to a server in a
 * process of its own. The requests are made beforehand; those of {@code windows} are under way all
 * at once. The answers are not the same: a clip is steadied as a whole, a window by itself.
 *
 * <p>Arguments: the number of rounds, and the directory that has the model.
 */
public final class SignatureComparison {
  private static final int FRAMES = 1000;
  private static final List<Integer> STRIDES = List.of(1, 2, 3, 4);
  private static final int WARM_UPS = 10;

  private final ServerProcess server;
  private final ServingClient client;

  private SignatureComparison(ServerProcess server, ServingClient client) {
    this.server = server;
    this.client = client;
  }

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 41;
    Path models = Path.of(args.length > 1 ? args[1] : "testdata/models").toAbsolutePath();
    try (ServerProcess server =
            ServerProcess.start(
                ModelServerMain.class,
                List.of("-Xmx1g"),
                port ->
                    List.of(
                        "--port=" + port,
                        "--model_name=" + Clip.MODEL,
                        "--model_base_path=" + models.resolve(Clip.MODEL)));
        ServingClient client =
            ServingClient.connect(
                Endpoint.of("localhost:" + server.port()), ClientConfig.defaults())) {
      new SignatureComparison(server, client).compare(Clip.randomWalk(FRAMES, STRIDES), rounds);
    }
  }

  private void compare(Clip clip, int rounds) {
    List<PredictRequest> whole = List.of(clip.whole());
    List<PredictRequest> windows = clip.windows();
    System.out.printf(
        Locale.ROOT,
        "%d frames of %d x %d x 1, strides %s%n",
        FRAMES,
        Clip.SIDE,
        Clip.SIDE,
        STRIDES);
    List<Cost> clipCosts = new ArrayList<>();
    List<Cost> windowsCosts = new ArrayList<>();
    for (int round = -WARM_UPS; round < rounds; round++) {
      Cost ofClip = measure(whole);
      Cost ofWindows = measure(windows);
      if (round >= 0) {
        clipCosts.add(ofClip);
        windowsCosts.add(ofWindows);
      }
    }
    print("clip", whole, clipCosts);
    print("windows", windows, windowsCosts);
    Spread ratio =
        Spread.ofPairs(windowsCosts, clipCosts, (a, b) -> (double) a.nanos() / b.nanos());
    System.out.printf("| windows / clip | | | %s | |%n", ratio.toString(2));
  }

  private Cost measure(List<PredictRequest> requests) {
    Duration processorStart = server.process().processorTime();
    long start = System.nanoTime();
    List<PredictResponse> responses = ask(requests);
    long nanos = System.nanoTime() - start;
    if (responses.size() != requests.size()) {
      throw new IllegalStateException("not every request was answered");
    }
    return new Cost(nanos, server.process().processorTime().minus(processorStart).toNanos());
  }

  private List<PredictResponse> ask(List<PredictRequest> requests) {
    Deadline deadline = Deadline.after(2, TimeUnit.MINUTES);
    List<CompletableFuture<PredictResponse>> answers =
        requests.stream().map(request -> client.predict(request, deadline)).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** The processor's time is told in ticks too coarse for one round, so that its mean is given. */
  private static void print(String signature, List<PredictRequest> requests, List<Cost> costs) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f MB | %s ms | %.1f ms |%n",
        signature,
        requests.size(),
        requests.stream().mapToInt(PredictRequest::getSerializedSize).sum() / 1e6,
        Spread.of(costs, cost -> cost.nanos() / 1e6).toString(1),
        costs.stream().mapToDouble(cost -> cost.processorNanos() / 1e6).average().orElseThrow());
  }

  /** The time until all was answered, and the server's processor time meanwhile. */
  private record Cost(long nanos, long processorNanos) {}
}
