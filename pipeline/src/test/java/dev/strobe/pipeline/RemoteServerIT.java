package dev.strobe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job against a model server in another process. */
@Timeout(180)
class RemoteServerIT {
  private static final long BYTES_BEFORE_THE_KILL = 1 << 20;

  @TempDir private Path directory;

  @Test
  void serverKilledAndRestartedMidRunLosesNoVideo() throws Exception {
    Path log = Files.createFile(directory.resolve("server.log"));
    ServerProcess first = ServerProcess.start(log);
    try (Relay relay = new Relay(first.port(), BYTES_BEFORE_THE_KILL)) {
      CompletableFuture<CountRun> job =
          CompletableFuture.supplyAsync(
              () ->
                  CountRun.of(
                      directory.resolve("out"),
                      "--input=" + Samples.VIDEOS,
                      "--servingTarget=127.0.0.1:" + relay.port()));
      relay.awaitMark();
      first.kill();
      try (ServerProcess second = ServerProcess.start(log)) {
        relay.passTo(second.port());
        CountRun run = job.join();

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.query("SELECT * FROM failures")).isEmpty();
        assertThat(run.query("SELECT DISTINCT video_uri FROM videos"))
            .hasSameSizeAs(Samples.trueCounts().keySet());
      }
    } finally {
      first.close();
    }
  }
}
