package dev.strobe.server.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strobe.protos.serving.PredictLog;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.server.requestlog.RequestLogCounts.Outcome;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.tfrecord.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestLogsTest {
  private static final ServableId ID = new ServableId("m", 7);

  @TempDir Path temp;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private double random;
  private Instant now = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void onlyRequestsBelowTheRateAreSampled() {
    RequestLogs logs = logs(RequestLogConfig.defaults(), 0.25);
    random = 0.2499;
    assertThat(logs.sample(ID, 1)).isPresent();
    random = 0.25;
    assertThat(logs.sample(ID, 1)).isEmpty();
    random = 0;
    assertThat(logs.sample(new ServableId("other", 7), 1)).isEmpty();
    assertThat(logs(RequestLogConfig.defaults(), 0).sample(ID, 1)).isEmpty();
  }

  @Test
  void recordSaysWhichVersionAnsweredAndWhen() throws IOException {
    RequestLogs logs = logs(RequestLogConfig.defaults(), 1);
    log(logs, "a");
    runTasks();
    PredictionLog record = records().get(0);
    assertThat(record.getLogMetadata().getModelSpec().getVersion().getValue()).isEqualTo(7);
    assertThat(record.getLogMetadata().getTimestampSecs()).isEqualTo(now.getEpochSecond());
    assertThat(record.getLogMetadata().getSamplingConfig().getSamplingRate()).isEqualTo(1);
    assertThat(files()).containsExactly("requests-20260102T030405.678.tfrecord");
  }

  @Test
  void nothingIsWrittenByTheThreadThatLogs() throws IOException {
    RequestLogs logs = logs(RequestLogConfig.defaults(), 1);
    log(logs, "a");
    log(logs, "b");
    assertThat(files()).isEmpty();
    assertThat(tasks).hasSize(1);
    runTasks();
    assertThat(names()).containsExactly("a", "b");
    log(logs, "c");
    runTasks();
    assertThat(names()).containsExactly("a", "b", "c");
    assertThat(logs.counts().of(Outcome.WRITTEN)).isEqualTo(3);
  }

  @Test
  void whatFindsNoRoomIsDroppedAndCounted() {
    RequestLogs logs =
        logs(RequestLogConfig.defaults().withMaxWaitingBytes(100).withMaxRecordBytes(60), 1);
    assertThat(logs.sample(ID, 61)).isEmpty();
    assertThat(logs.counts().of(Outcome.TOO_LARGE)).isEqualTo(1);
    RequestSample first = logs.sample(ID, 50).orElseThrow();
    assertThat(first.hasRoomFor(11)).isFalse();
    assertThat(first.hasRoomFor(10)).isTrue();
    assertThat(logs.sample(ID, 41)).isEmpty();
    assertThat(logs.counts().of(Outcome.DROPPED)).isEqualTo(1);
    RequestSample second = logs.sample(ID, 40).orElseThrow();
    second.discard();
    second.discard();
    first.log(PredictionLog.newBuilder(), "");
    assertThat(logs.sample(ID, 41)).isEmpty();
    runTasks();
    assertThat(logs.sample(ID, 60)).isPresent();
  }

  @Test
  void fileHoldsNoMoreThanCanBeReplayed() throws IOException {
    RequestLogs logs = logs(RequestLogConfig.defaults(), 1);
    for (int i = 0; i < 1001; i++) {
      log(logs, "a");
    }
    runTasks();
    assertThat(files())
        .containsExactly(
            "requests-20260102T030405.678-2.tfrecord", "requests-20260102T030405.678.tfrecord");
    assertThat(records()).hasSize(1001);
  }

  @Test
  void largeFileIsFollowedByAnotherAndTheOldestGoes() throws IOException {
    RequestLogs logs = logs(RequestLogConfig.defaults().withFiles(1, 2), 1);
    Files.writeString(temp.resolve("requests-of-another.tfrecord"), "");
    for (String name : List.of("a", "b", "c")) {
      log(logs, name);
      runTasks();
      now = now.plusSeconds(1);
    }
    assertThat(files())
        .containsExactly(
            "requests-20260102T030406.678.tfrecord",
            "requests-20260102T030407.678.tfrecord",
            "requests-of-another.tfrecord");
    assertThat(names()).containsExactly("b", "c");
  }

  @Test
  void troubleIsLeftBehindAfterAPause() throws IOException {
    Path folder = temp.resolve("folder");
    Files.writeString(folder, "a file where a folder should be");
    RequestLogs logs = logs(RequestLogConfig.defaults(), 1, folder.resolve("requests"));
    log(logs, "a");
    runTasks();
    Files.delete(folder);
    now = now.plus(Duration.ofSeconds(5)).minusNanos(1);
    log(logs, "b");
    runTasks();
    assertThat(logs.counts().of(Outcome.FAILED)).isEqualTo(2);
    now = now.plusNanos(1);
    log(logs, "c");
    runTasks();
    assertThat(logs.counts().of(Outcome.WRITTEN)).isEqualTo(1);
    try (Stream<Path> found = Files.list(folder)) {
      assertThat(found).hasSize(1);
    }
  }

  @Test
  void newConfigurationCountsFromNowOn() throws IOException {
    RequestLogs logs = logs(RequestLogConfig.defaults(), 1);
    log(logs, "a");
    runTasks();
    logs.configure(Map.of("m", new RequestSampling(1, temp.resolve("others"))));
    log(logs, "b");
    runTasks();
    logs.configure(Map.of());
    assertThat(logs.sample(ID, 1)).isEmpty();
    runTasks();
    assertThat(files())
        .containsExactly(
            "others-20260102T030405.678.tfrecord", "requests-20260102T030405.678.tfrecord");
  }

  private RequestLogs logs(RequestLogConfig config, double rate) {
    return logs(config, rate, temp.resolve("requests"));
  }

  private RequestLogs logs(RequestLogConfig config, double rate, Path prefix) {
    var logs = new RequestLogs(config, tasks::add, clock(), () -> random);
    logs.configure(Map.of("m", new RequestSampling(rate, prefix)));
    runTasks();
    return logs;
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  private static void log(RequestLogs logs, String signature) {
    var record = PredictionLog.newBuilder().setPredictLog(PredictLog.getDefaultInstance());
    logs.sample(ID, 1).orElseThrow().log(record, signature);
  }

  private void runTasks() {
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      next.run();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(temp)) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> names() throws IOException {
    return records().stream()
        .map(record -> record.getLogMetadata().getModelSpec().getSignatureName())
        .toList();
  }

  private List<PredictionLog> records() throws IOException {
    List<PredictionLog> records = new ArrayList<>();
    for (String file : files()) {
      try (RecordReader reader = RecordReader.open(temp.resolve(file))) {
        for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
          records.add(PredictionLog.parseFrom(next.get()));
        }
      }
    }
    return records;
  }
}
