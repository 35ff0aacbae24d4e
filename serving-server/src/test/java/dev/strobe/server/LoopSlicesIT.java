package dev.strobe.server;

import static dev.strobe.server.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.strobe.protos.serving.ModelVersionStatus.State;
import dev.strobe.server.configuration.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The slices that event loops have, as Linux tells of them. */
@Timeout(180)
final class LoopSlicesIT {
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final String SHORT = "100000";
  private static final Pattern LOOP = Pattern.compile("grpc-\\d.*|vert\\.x-eventloo.*");
  private static final Pattern SLICE =
      Pattern.compile("^se\\.slice\\s*:\\s*(\\d+)$", Pattern.MULTILINE);

  @TempDir Path temp;

  @Test
  void slicesOfEventLoopsAreShortWhileAModelLoads() throws Exception {
    Optional<String> usual = slice(Path.of("/proc/thread-self"));
    assumeThat(usual).isPresent();
    TestModels.publish("version_echo/1", temp.resolve("stuck/1"));
    Path pipe =
        Files.createDirectories(temp.resolve("stuck/1/assets.extra"))
            .resolve("tf_serving_warmup_requests");
    // Whoever opens a pipe to read waits for one who opens it to write.
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Set<Path> others = threads();
    try (var server =
        new TestServer(
            ServerConfig.defaults()
                .withModels(List.of(ServedModel.of("stuck", temp.resolve("stuck"))))
                .withLoading(LoadingConfig.defaults().withStartPatience(Duration.ZERO)))) {
      until(() -> server.state("stuck", 1) == State.LOADING);
      until(() -> Set.copyOf(loops(others).values()).equals(Set.of(SHORT)));
      assertThat(loops(others).keySet()).anyMatch(name -> name.startsWith("grpc"));
      assertThat(loops(others).keySet()).anyMatch(name -> name.startsWith("vert.x"));
      Files.newOutputStream(pipe).close();
      until(() -> server.state("stuck", 1) == State.AVAILABLE);
      until(() -> Set.copyOf(loops(others).values()).equals(Set.of(usual.get())));
    }
  }

  private static Set<Path> threads() throws IOException {
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.collect(Collectors.toSet());
    }
  }

  /** The slices of event loops that were started since, by name and number of their threads. */
  private static Map<String, String> loops(Set<Path> before) throws IOException {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> LOOP.matcher(read(thread.resolve("comm"))).lookingAt())
        .collect(
            Collectors.toMap(
                thread -> read(thread.resolve("comm")).strip() + " " + thread.getFileName(),
                thread -> slice(thread).orElse("unknown")));
  }

  private static Optional<String> slice(Path thread) {
    Matcher found = SLICE.matcher(read(thread.resolve("sched")));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** Nothing of a thread that has ended, or where the system does not tell. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
