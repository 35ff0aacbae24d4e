package dev.strobe.server.warmup;

import static dev.strobe.server.status.ServingFailures.assertThatFailsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.protos.serving.PredictStreamedLog;
import dev.strobe.protos.serving.PredictionLog;
import dev.strobe.protos.serving.PredictionLog.LogTypeCase;
import dev.strobe.protos.serving.SessionRunLog;
import dev.strobe.server.servable.IdleServable;
import dev.strobe.server.servable.ModelRef;
import dev.strobe.server.servable.Servable;
import dev.strobe.server.servable.ServableCatalog;
import dev.strobe.server.servable.ServableId;
import dev.strobe.server.servable.ServableLease;
import dev.strobe.server.status.Code;
import dev.strobe.server.status.ServingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmupLoaderTest {
  private static final ServableId ID = new ServableId("m", 3);
  private static final byte[] PREDICT = RecordFile.predict("x").toByteArray();

  @TempDir Path version;

  private final List<String> events = new ArrayList<>();
  private LogReplay replay = this::succeed;

  @Test
  void versionWithoutRequestsIsLoadedAsItIs() {
    assertThat(load(1)).isNotNull();
    assertThat(events).isEmpty();
  }

  @Test
  void requestsAreReplayedInOrderAsOftenAsAsked() throws IOException {
    write(RecordFile.predict("a").toByteArray(), RecordFile.predict("b").toByteArray());
    assertThat(load(2)).isNotNull();
    assertThat(events).containsExactly("a m:3", "a m:3", "b m:3", "b m:3");
  }

  @Test
  void emptyRecordsAndKindsNotReplayedArePassedOver() throws IOException {
    byte[] classify =
        PredictionLog.newBuilder()
            .setClassifyLog(PredictionLog.getDefaultInstance().getClassifyLog())
            .build()
            .toByteArray();
    write(new byte[0], classify, PREDICT);
    assertThat(load(1)).isNotNull();
    assertThat(events).containsExactly("x m:3");
  }

  @Test
  void thousandRecordsAreTheMost() throws IOException {
    RecordFile.write(version, Collections.nCopies(1000, PREDICT));
    assertThat(load(1)).isNotNull();
    RecordFile.write(version, Collections.nCopies(1001, PREDICT));
    assertFails(
        Code.INVALID_ARGUMENT, "Number of warmup records exceeds the maximum (1000) at " + version);
  }

  @Test
  void unsupportedKindsFailTheLoad() throws IOException {
    write(
        PredictionLog.newBuilder()
            .setSessionRunLog(SessionRunLog.getDefaultInstance())
            .build()
            .toByteArray());
    assertFails(Code.UNIMPLEMENTED, "Unsupported log_type for warmup: 5");
    write(
        PredictionLog.newBuilder()
            .setPredictStreamedLog(PredictStreamedLog.getDefaultInstance())
            .build()
            .toByteArray());
    assertFails(Code.UNIMPLEMENTED, "Unsupported log_type for warmup: 7");
  }

  @Test
  void recordThatIsNoLogFailsTheLoad() throws IOException {
    write("testing".getBytes(StandardCharsets.US_ASCII));
    assertFails(Code.INVALID_ARGUMENT, "Failed to parse warmup record: testing from " + version);
  }

  @Test
  void failedRequestFailsTheLoadAndFreesTheVersion() throws IOException {
    write(PREDICT, PREDICT);
    replay =
        (request, catalog) ->
            CompletableFuture.failedFuture(new ServingException(Code.INVALID_ARGUMENT, "no"));
    assertFails(Code.INVALID_ARGUMENT, "no");
    assertThat(events).containsExactly("close");
  }

  @Test
  void interruptedWarmupClosesTheVersionAfterTheRunUnderWay() throws IOException {
    write(PREDICT);
    List<ServableLease> leases = new ArrayList<>();
    replay =
        (request, catalog) -> {
          leases.add(catalog.lease(ModelRef.latest("")));
          Thread.currentThread().interrupt();
          return new CompletableFuture<>();
        };
    assertThatThrownBy(() -> load(1)).isInstanceOf(ServingException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(events).isEmpty();
    leases.forEach(ServableLease::close);
    assertThat(events).containsExactly("close");
  }

  private CompletableFuture<?> succeed(PredictionLog request, ServableCatalog catalog) {
    try (ServableLease lease = catalog.lease(ModelRef.version("other", 9))) {
      String input = String.join("", request.getPredictLog().getRequest().getInputsMap().keySet());
      events.add(input + " " + lease.id().name() + ":" + lease.id().version());
    }
    return CompletableFuture.completedFuture("answer");
  }

  private void write(byte[]... records) throws IOException {
    RecordFile.write(version, List.of(records));
  }

  private void assertFails(Code code, String message) {
    assertThatFailsWith(code, () -> load(1)).hasMessageStartingWith(message);
  }

  private Servable load(int iterations) {
    return new WarmupLoader(
            (id, path) -> new IdleServable(() -> events.add("close")),
            new WarmupConfig(iterations),
            Map.of(LogTypeCase.PREDICT_LOG, (log, catalog) -> replay.replay(log, catalog)),
            WarmupMetrics.NONE)
        .load(ID, version);
  }
}
