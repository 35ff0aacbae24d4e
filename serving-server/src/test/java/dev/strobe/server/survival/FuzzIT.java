package dev.strobe.server.survival;

import static dev.strobe.server.ServerProcess.TOUCHED_HEAP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.server.ServerProcess;
import dev.strobe.server.TestModels;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends whatever comes to mind to a server process. Nothing may end it, hang it, make it grow, or
 * be answered as if the fault were the server's. The system property {@value #INPUTS} sets how much
 * is sent.
 */
final class FuzzIT {
  private static final String INPUTS = "strobe.fuzz.inputs";
  private static final int SENDERS = 4;
  private static final int ROUNDS = 8;

  /**
   * Of the middle one of all rounds: what the compiler takes for a large method is a step, as is a
   * buffer more; a leak grows in every round.
   */
  private static final long MAX_GROWTH_MEGABYTES = 8;

  private static final Set<Status.Code> SERVER_FAULTS =
      EnumSet.of(
          Status.Code.INTERNAL,
          Status.Code.UNKNOWN,
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.DATA_LOSS);

  @TempDir Path temp;

  @Test
  void noInputEndsHangsOrGrowsTheServer() throws Exception {
    int perRound = Integer.getInteger(INPUTS, 200_000) / ROUNDS / SENDERS / 2;
    ExecutorService senders = Executors.newFixedThreadPool(2 * SENDERS);
    try (ServerProcess server =
        ServerProcess.start(TOUCHED_HEAP, "--model_config_file=" + config())) {
      List<Long> memory = new ArrayList<>();
      Map<String, Integer> outcomes = new TreeMap<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (Future<Map<String, Integer>> part :
            senders.invokeAll(round(server, round, perRound))) {
          part.get().forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
        }
        assertThat(server.isAlive()).as("the server lives").isTrue();
        memory.add(server.residentMegabytes());
      }
      System.out.println("fuzz: " + outcomes + ", resident MB after each round " + memory);
      assertThat(outcomes).containsKeys("REST 200", "REST 400", "gRPC OK", "gRPC INVALID_ARGUMENT");
      assertThat(outcomes.keySet()).noneMatch(FuzzIT::isServerFault);
      assertThat(middleGrowth(memory)).isLessThan(MAX_GROWTH_MEGABYTES);
    } finally {
      senders.shutdownNow();
    }
  }

  private static long middleGrowth(List<Long> memory) {
    long[] growths =
        IntStream.range(1, memory.size())
            .mapToLong(round -> memory.get(round) - memory.get(round - 1))
            .sorted()
            .toArray();
    return growths[growths.length / 2];
  }

  private static boolean isServerFault(String outcome) {
    return outcome.matches("REST 5(?!01).*")
        || SERVER_FAULTS.stream().anyMatch(code -> outcome.equals("gRPC " + code));
  }

  private static List<Callable<Map<String, Integer>>> round(
      ServerProcess server, int round, int inputs) {
    List<Callable<Map<String, Integer>>> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      long seed = 1000L * round + sender;
      senders.add(() -> overRest(server, seed, inputs));
      senders.add(() -> overGrpc(server, seed, inputs));
    }
    return senders;
  }

  private static Map<String, Integer> overRest(ServerProcess server, long seed, int inputs)
      throws IOException {
    var source = new RestInputs(seed);
    Map<String, Integer> outcomes = new TreeMap<>();
    try (var http = new RawHttp(server.restPort())) {
      for (int i = 0; i < inputs; i++) {
        outcomes.merge("REST " + source.send(http), 1, Integer::sum);
      }
    }
    return outcomes;
  }

  private static Map<String, Integer> overGrpc(ServerProcess server, long seed, int inputs) {
    var source = new GrpcInputs(seed);
    Map<String, Integer> outcomes = new TreeMap<>();
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("localhost", server.grpcPort()).usePlaintext().build();
    try {
      for (int i = 0; i < inputs; i++) {
        outcomes.merge("gRPC " + source.send(channel).getCode(), 1, Integer::sum);
      }
    } finally {
      channel.shutdownNow();
    }
    return outcomes;
  }

  private Path config() throws IOException {
    String models =
        entry("hp2", "own_half_plus_two", "")
            + entry("types", "types_echo", "")
            + entry("twoin", "two_in", "")
            + entry("ver", "version_echo", "model_version_policy { all {} }");
    return Files.writeString(temp.resolve("models.config"), "model_config_list {" + models + "}");
  }

  private static String entry(String name, String model, String rest) {
    return " config { name: '%s' base_path: '%s' model_platform: 'tensorflow' %s }"
        .formatted(name, TestModels.path(model), rest);
  }
}
